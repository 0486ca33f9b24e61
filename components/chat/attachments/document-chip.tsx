"use client";

import { FileText, Images, ListChecks, RotateCw, X } from "lucide-react";
import { useState } from "react";
import { useFormat, useText } from "@/components/text-provider";
import { Button, IconButton } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { writePages } from "@/lib/chat/schema";
import type { ModelSummary } from "@/lib/models/schema";
import { cn } from "@/lib/ui";
import { shortCount } from "../quantities";
import { retry } from "./add";
import type { AttachmentBox } from "./box";
import { documentTokens, type DocumentItem } from "./item";
import { PageChooser } from "./page-chooser";
import { useDocumentSize } from "./use-document-size";
import { useItemState } from "./use-item-state";

interface DocumentChipProps {
  box: AttachmentBox;
  item: DocumentItem;
  model: ModelSummary | undefined;
  room: number | undefined;
  question: () => string;
  onRemove: () => void;
}

/** A file to be sent: how far its reading is, how large it is, and which of its pages go along. */
export function DocumentChip({ box, item, model, room, question, onRemove }: DocumentChipProps) {
  const words = useText("attachments");
  const format = useFormat();
  const size = useDocumentSize();
  const { text, busy } = useItemState(item);
  const [choosing, setChoosing] = useState<"text" | "pictures">();
  const { name, state, summary, pages, relevant } = item;
  const tooLarge = state === "ready" && model !== undefined && room !== undefined && documentTokens(item) > room;
  const scanned = state === "ready" && summary?.scanned === true;
  const count = summary ? size(summary.unit, summary.pageCount) : "";
  const extent =
    pages === "all"
      ? count
      : format(relevant ? words.document.relevant : words.document.some, { pages: writePages(pages), count });
  return (
    <div
      className={cn(
        "flex items-center gap-2 rounded-lg border bg-background p-1 pr-0.5",
        state === "failed" && "border-destructive",
        tooLarge && "border-warning",
      )}
    >
      <span className="grid size-12 shrink-0 place-items-center rounded-md bg-secondary text-muted-foreground">
        {busy ? <Spinner /> : <FileText className="size-5" aria-hidden />}
      </span>
      <div className="grid min-w-0 max-w-64 gap-0.5 text-xs">
        <span className="truncate font-medium" title={name}>
          {name}
        </span>
        <span className={cn("tabular text-muted-foreground", state === "failed" && "text-destructive")}>
          {text ??
            (scanned
              ? words.document.scanned
              : `${extent} · ${format(words.document.tokens, { count: shortCount(documentTokens(item)) })}`)}
        </span>
        {tooLarge && <span className="text-warning">{format(words.document.tooLarge, { model: model.name })}</span>}
      </div>
      {state === "failed" && !summary && (
        <IconButton size="iconSm" label={words.retry} onClick={() => retry(box, item.key)}>
          <RotateCw aria-hidden />
        </IconButton>
      )}
      {scanned && (
        <Button size="sm" variant="outline" onClick={() => setChoosing("pictures")}>
          <Images aria-hidden />
          {words.document.asPictures}
        </Button>
      )}
      {state === "ready" && summary && !scanned && (summary.pageCount > 1 || tooLarge) && (
        <IconButton size="iconSm" label={words.document.choose} onClick={() => setChoosing("text")}>
          <ListChecks aria-hidden />
        </IconButton>
      )}
      <IconButton size="iconSm" label={format(words.remove, { name })} onClick={onRemove}>
        <X aria-hidden />
      </IconButton>
      {choosing && summary && (
        <PageChooser
          box={box}
          item={item}
          summary={summary}
          model={model}
          room={room}
          question={question}
          purpose={choosing}
          onClose={() => setChoosing(undefined)}
        />
      )}
    </div>
  );
}
