"use client";

import { Pencil } from "lucide-react";
import { useState, type ReactNode } from "react";
import { ReceiptDetails } from "@/components/creations/receipt-details";
import { SeedValue } from "@/components/creations/seed-value";
import { shortDuration, shortModelName } from "@/components/chat/quantities";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { Button, IconButton } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Input } from "@/components/ui/input";
import { FactList, ReceiptLine } from "@/components/ui/receipt";
import { RelativeTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toast";
import { formatMoney } from "@/lib/core";
import type { ItemDetails, LibraryItem } from "@/lib/library/schema";
import { updateItem } from "./api";
import { clock, shortSize } from "./sizes";
import { speechFacts } from "./speech-facts";

interface ItemFactsProps {
  item: LibraryItem;
  details: ItemDetails;
  onChanged: (item: LibraryItem) => void;
  failed: (error: unknown) => void;
}

/** What an item is and how it was made: its words, its file, every setting, its receipt. */
export function ItemFacts({ item, details, onChanged, failed }: ItemFactsProps) {
  const words = useText("library").details;
  const speech = useText("speech");
  const locale = useLocale();
  const { made, sha256, modelName, goesAt } = details;
  const { width, height, durationMs } = item;
  const facts: { label: string; value: ReactNode; code?: boolean }[] = [
    ...(modelName ? [{ label: words.model, value: modelName }] : []),
    ...(made?.kind === "speech" ? speechFacts(made.request, speech) : []),
    ...(typeof made?.seed === "number"
      ? [{ label: words.seed, value: <SeedValue seed={made.seed} made={made.madeTogether} /> }]
      : []),
    ...(width && height ? [{ label: words.size, value: `${width} × ${height}` }] : []),
    ...(durationMs === null ? [] : [{ label: words.length, value: clock(durationMs) }]),
    { label: words.file, value: `${item.mediaType} · ${shortSize(item.sizeBytes, locale)}` },
    { label: item.origin === "upload" ? words.sent : words.made, value: <RelativeTime value={item.createdAt} /> },
    ...(goesAt ? [{ label: words.goes, value: <RelativeTime value={goesAt} /> }] : []),
  ];
  return (
    <>
      {item.prompt && item.origin !== "upload" && (
        <section className="grid gap-1">
          <div className="flex items-center justify-between gap-2">
            <h3 className="text-xs text-muted-foreground">{words.prompt}</h3>
            <CopyButton size="iconSm" label={words.copyPrompt} text={item.prompt} />
          </div>
          <p className="max-h-60 overflow-y-auto whitespace-pre-wrap wrap-anywhere">{item.prompt}</p>
        </section>
      )}
      <section className="grid grid-cols-[minmax(0,1fr)] gap-3" aria-label={words.facts}>
        <Name item={item} onChanged={onChanged} failed={failed} />
        <FactList facts={facts} />
        <div className="flex min-w-0 items-center gap-2 text-xs">
          <span className="shrink-0 text-muted-foreground">{words.sha256}</span>
          <code className="min-w-0 truncate">{sha256}</code>
          <CopyButton size="iconSm" label={words.copySha256} text={sha256} />
        </div>
        {made && <Receipt made={made} prompt={item.prompt} />}
      </section>
    </>
  );
}

function Receipt({ made, prompt }: { made: NonNullable<ItemDetails["made"]>; prompt: string }) {
  const words = useText("library").details;
  const format = useFormat();
  const locale = useLocale();
  const { receipt, madeTogether } = made;
  if (!receipt) return null;
  return (
    <div className="grid gap-0.5">
      <ReceiptLine
        className="justify-self-start"
        summary={[
          shortModelName(receipt.modelId),
          formatMoney(receipt.costNanos, receipt.currency, locale),
          shortDuration(receipt.totalMs),
        ]}
      >
        <ReceiptDetails
          creation={{ kind: made.kind, prompt, createdAt: made.askedAt }}
          receipt={receipt}
          made={madeTogether}
        />
      </ReceiptLine>
      {madeTogether > 1 && (
        <p className="text-xs text-muted-foreground">{format(words.together, { count: madeTogether })}</p>
      )}
    </div>
  );
}

function Name({ item, onChanged, failed }: Pick<ItemFactsProps, "item" | "onChanged" | "failed">) {
  const words = useText("library");
  const [typed, setTyped] = useState<string>();
  const [busy, setBusy] = useState(false);
  if (item.trashedAt) return null;
  if (typed === undefined) {
    return (
      <div className="flex items-center gap-2">
        <span className="min-w-0 truncate text-xs text-muted-foreground">
          {words.details.name}: <span className="text-foreground">{item.name}</span>
        </span>
        <IconButton size="iconSm" label={words.details.rename} onClick={() => setTyped(item.name)}>
          <Pencil aria-hidden />
        </IconButton>
      </div>
    );
  }
  const save = async () => {
    const name = typed.trim();
    if (!name || name === item.name) return setTyped(undefined);
    setBusy(true);
    try {
      onChanged(await updateItem(item.id, { name }));
      setTyped(undefined);
      toast({ text: words.done.renamed, tone: "success" });
    } catch (error) {
      failed(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className="flex items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Input
        autoFocus
        aria-label={words.details.name}
        value={typed}
        maxLength={200}
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          event.stopPropagation();
          setTyped(undefined);
        }}
      />
      <Button type="submit" busy={busy} className="h-9">
        {words.details.save}
      </Button>
    </form>
  );
}
