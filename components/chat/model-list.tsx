"use client";

import { Check, Search } from "lucide-react";
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { formatMoney } from "@/lib/core";
import type { ModelCapabilities, ModelSummary } from "@/lib/models/schema";
import { cn } from "@/lib/ui";
import { listChatModels } from "./api";
import { matchingModels } from "./matching-models";
import { ModelListSkeleton } from "./model-list-skeleton";
import { shortCount } from "./quantities";

interface ModelListProps {
  current: string;
  onChoose: (model: ModelSummary) => void;
}

let known: ModelSummary[] | undefined;

/** Every chat model on offer with what it can do and what it costs, found by typing and chosen by key or pointer. */
export function ModelList({ current, onChoose }: ModelListProps) {
  const words = useText("chat").model;
  const common = useText("common");
  const format = useFormat();
  const [models, setModels] = useState(known);
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const [query, setQuery] = useState("");
  const [active, setActive] = useState<number>();
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();

  useEffect(() => {
    let here = true;
    listChatModels().then(
      (loaded) => {
        known = loaded;
        if (here) setModels(loaded);
      },
      () => {
        if (here) setFailed(true);
      },
    );
    return () => {
      here = false;
    };
  }, [attempt]);

  useEffect(() => {
    if (models) list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "center" });
    // a keyboard that rises over the list helps nobody on a phone
    if (models && window.matchMedia("(pointer: fine)").matches) search.current?.focus();
  }, [models]);

  if (!models) {
    if (!failed) return <ModelListSkeleton />;
    return (
      <div className="grid justify-items-start gap-2 p-4 text-sm">
        <p>{words.failed}</p>
        <Button
          onClick={() => {
            setFailed(false);
            setAttempt(attempt + 1);
          }}
        >
          {common.retry}
        </Button>
      </div>
    );
  }

  const found = matchingModels(models, query);
  const activeIndex = Math.min(
    active ??
      (query
        ? 0
        : Math.max(
            0,
            found.findIndex(({ id: each }) => each === current),
          )),
    found.length - 1,
  );
  const move = (to: number) => {
    const next = Math.max(0, Math.min(found.length - 1, to));
    setActive(next);
    list.current?.children[next]?.scrollIntoView({ block: "nearest" });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const moves: Record<string, number> = {
      ArrowDown: activeIndex + 1,
      ArrowUp: activeIndex - 1,
      PageDown: activeIndex + 8,
      PageUp: activeIndex - 8,
    };
    const target = moves[event.key];
    const chosen = found[activeIndex];
    if (target !== undefined) move(target);
    else if (event.key === "Enter" && chosen) onChoose(chosen);
    else return;
    event.preventDefault();
  };

  return (
    <div className="flex max-h-[inherit] flex-col" onKeyDown={onKeyDown}>
      <label className="flex items-center gap-2 border-b px-3">
        <Search className="size-4 shrink-0 text-muted-foreground" aria-hidden />
        <input
          ref={search}
          type="search"
          role="combobox"
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={found[activeIndex] ? `${id}-${activeIndex}` : undefined}
          aria-label={words.search}
          placeholder={words.search}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(undefined);
          }}
          className="h-11 w-full bg-transparent text-sm outline-none pointer-coarse:text-base"
        />
      </label>
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label={words.choose}
        className="min-h-0 grow overflow-y-auto p-1"
      >
        {found.map((model, index) => (
          <ModelRow
            key={model.id}
            id={`${id}-${index}`}
            model={model}
            active={index === activeIndex}
            chosen={model.id === current}
            onPoint={() => setActive(index)}
            onChoose={() => onChoose(model)}
          />
        ))}
      </div>
      {found.length === 0 && (
        <p role="status" className="px-4 pb-6 text-sm text-muted-foreground">
          {format(words.none, { query })}
        </p>
      )}
    </div>
  );
}

const marked = [
  "reasoning",
  "vision",
  "tools",
  "jsonMode",
  "prefix",
  "fim",
] as const satisfies (keyof ModelCapabilities)[];

interface ModelRowProps {
  id: string;
  model: ModelSummary;
  active: boolean;
  chosen: boolean;
  onPoint: () => void;
  onChoose: () => void;
}

function ModelRow({ id, model, active, chosen, onPoint, onChoose }: ModelRowProps) {
  const words = useText("chat").model;
  const format = useFormat();
  const locale = useLocale();
  const rate = (unit: string) => {
    const price = model.prices.find((each) => each.unit === unit);
    return price ? formatMoney(BigInt(price.rateNanos) * 1_000_000n, price.currency, locale) : "–";
  };
  const capabilities = marked.filter((name) => model.capabilities[name]);
  return (
    <div
      id={id}
      role="option"
      aria-selected={chosen}
      className={cn(
        "grid cursor-pointer grid-cols-[1fr_auto] items-center gap-x-3 rounded-md px-2.5 py-2 pointer-coarse:min-h-11",
        active && "bg-accent",
      )}
      onPointerMove={active ? undefined : onPoint}
      onClick={onChoose}
    >
      <span className="flex min-w-0 items-center gap-1.5 text-sm font-medium">
        <span className="truncate">{model.name}</span>
        {model.isNew && <Badge tone="accent">{words.new}</Badge>}
        {model.state === "retired" && <Badge tone="warning">{words.retired}</Badge>}
        {chosen && <Check className="size-4 shrink-0 text-primary-text" aria-hidden />}
      </span>
      <span
        className="tabular text-right text-xs text-muted-foreground"
        title={format(words.perMillion, { input: rate("input_tokens"), output: rate("output_tokens") })}
      >
        {rate("input_tokens")} / {rate("output_tokens")}
      </span>
      <span className="truncate text-xs text-muted-foreground">{model.id.slice(0, model.id.lastIndexOf("/"))}</span>
      <span className="flex items-center justify-end gap-1 text-xs text-muted-foreground">
        {capabilities.map((name) => (
          <abbr
            key={name}
            title={words.marks[name].name}
            className="inline-flex size-4 items-center justify-center rounded-sm bg-foreground/8 font-mono text-[0.6875rem] no-underline"
          >
            {words.marks[name].mark}
          </abbr>
        ))}
        {model.contextLength && (
          <span
            className="tabular ml-1 min-w-9 text-right"
            title={format(words.context, { count: shortCount(model.contextLength) })}
          >
            {shortCount(model.contextLength)}
          </span>
        )}
      </span>
    </div>
  );
}
