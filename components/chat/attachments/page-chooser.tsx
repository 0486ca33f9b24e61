"use client";

import { Sparkles } from "lucide-react";
import { useId, useState } from "react";
import { createPortal } from "react-dom";
import { useFailureText } from "@/components/failure";
import { useFormat, useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, FieldError, fieldAttributes } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { readPages, writePages } from "@/lib/chat/schema";
import type { DocumentSummary } from "@/lib/documents/schema";
import type { ModelSummary } from "@/lib/models/schema";
import { shortCount } from "../quantities";
import { turnIntoPictures } from "./add";
import type { AttachmentBox } from "./box";
import { documentTokens, mostAttachments, type DocumentItem } from "./item";
import { relevantPages } from "./requests";

/** More pages are chosen by their numbers alone. */
const listedPages = 500;

interface PageChooserProps {
  box: AttachmentBox;
  item: DocumentItem;
  summary: DocumentSummary;
  model: ModelSummary | undefined;
  /** tokens left for everything attached */
  room: number | undefined;
  question: () => string;
  purpose: "text" | "pictures";
  onClose: () => void;
}

/** Which pages of a document go along: by number, from a list, or by the words of the question. */
export function PageChooser(props: PageChooserProps) {
  const { box, item, summary, model, room, question, purpose, onClose } = props;
  const words = useText("attachments").chooser;
  const common = useText("common");
  const format = useFormat();
  const failure = useFailureText();
  const id = useId();
  const { pageCount } = summary;
  const most = purpose === "pictures" ? mostAttachments - box.getItems().length + 1 : pageCount;
  const everything = summary.pages.map(({ number }) => number).slice(0, most);
  const [written, setWritten] = useState(() => writePages(item.pages === "all" ? everything : item.pages));
  const [relevant, setRelevant] = useState(item.relevant);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const pages = readPages(written, pageCount);
  const chosen = new Set(pages);
  const tokens = documentTokens({ summary, pages: pages ?? [] });
  const tooMany = pages !== undefined && pages.length > most;
  const over = purpose === "text" && room !== undefined ? tokens - room : 0;
  const error = pages
    ? tooMany
      ? format(words.mostPictures, { count: most })
      : undefined
    : format(words.invalid, { count: pageCount });

  const write = (next: readonly number[]) => {
    setWritten(writePages(next));
    setRelevant(false);
    setProblem(undefined);
  };
  const chooseRelevant = async () => {
    const asked = question().trim();
    if (!asked) return setProblem(words.needsQuestion);
    setBusy(true);
    try {
      const found = await relevantPages(summary.assetId, asked, room ?? summary.tokens);
      if (found.length === 0) setProblem(words.failed);
      else {
        write(found);
        setRelevant(true);
      }
    } catch (thrown) {
      setProblem(failure(thrown));
    }
    setBusy(false);
  };
  const use = () => {
    if (!pages || tooMany) return;
    if (purpose === "pictures") void turnIntoPictures(box, item.key, pages);
    else {
      const isWhole = pages.length === pageCount;
      box.change<DocumentItem>(item.key, { pages: isWhole ? "all" : pages, relevant: relevant && !isWhole });
    }
    onClose();
  };
  return createPortal(
    <Dialog
      open
      onOpenChange={onClose}
      title={format(words.title, { name: item.name })}
      description={
        purpose === "text" && model && room !== undefined
          ? format(words.budget, { model: model.name, tokens: shortCount(Math.max(0, room)) })
          : undefined
      }
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button variant="primary" disabled={!pages || tooMany} onClick={use}>
            {purpose === "pictures" ? words.usePictures : words.use}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        {purpose === "text" && (
          <div className="flex flex-wrap items-center gap-2">
            <Button size="sm" onClick={() => write(everything)}>
              {words.all}
            </Button>
            <Button size="sm" busy={busy} title={words.relevantHint} onClick={() => void chooseRelevant()}>
              <Sparkles aria-hidden />
              {words.relevant}
            </Button>
          </div>
        )}
        {problem && <FieldError>{problem}</FieldError>}
        <Field id={`${id}-pages`} label={words.range} hint={words.rangeHint} error={error}>
          <Input
            {...fieldAttributes(`${id}-pages`, { hint: words.rangeHint, error })}
            data-autofocus
            value={written}
            onChange={(event) => {
              setWritten(event.target.value);
              setRelevant(false);
            }}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
              event.preventDefault();
              use();
            }}
          />
        </Field>
        <p role="status" className={over > 0 ? "text-warning" : "text-muted-foreground"}>
          {format(words.chosen, { pages: chosen.size, tokens: shortCount(tokens) })}
          {over > 0 && ` ${format(words.over, { tokens: shortCount(over) })}`}
        </p>
        {summary.pages.length <= listedPages && (
          <ul className="max-h-64 overflow-y-auto rounded-lg border">
            {summary.pages.map((page) => (
              <li key={page.number} className="border-b last:border-b-0">
                <label className="flex min-h-8 cursor-pointer items-center gap-2.5 px-2.5 py-1 hover:bg-accent pointer-coarse:min-h-11">
                  <input
                    type="checkbox"
                    checked={chosen.has(page.number)}
                    onChange={(event) =>
                      write(
                        event.target.checked
                          ? [...chosen, page.number]
                          : [...chosen].filter((number) => number !== page.number),
                      )
                    }
                    className="size-4 accent-primary"
                  />
                  <span className="tabular w-8 shrink-0 text-right text-muted-foreground">
                    {format(words.page, { number: page.number })}
                  </span>
                  <span className="min-w-0 grow truncate">{page.title}</span>
                  <span className="tabular shrink-0 text-xs text-muted-foreground">{shortCount(page.tokens)}</span>
                </label>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Dialog>,
    document.body,
  );
}
