"use client";

import { CircleCheck, Scissors, TriangleAlert, Wrench } from "lucide-react";
import { useEffect, useId, useMemo, useState, type ReactNode } from "react";
import { useFormat, useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { SegmentedControl } from "@/components/ui/segmented-control";
import type { JsonObject } from "@/lib/models/schema";
import { JsonTree } from "./json-tree";
import { readJson } from "./read-json";
import { repairJson } from "./repair";
import { validateJson, type SchemaError } from "./validate";

interface JsonViewProps {
  text: string;
  schema: JsonObject | undefined;
  /** the answer has reached its longest */
  atLimit: boolean;
  /** the text as it is read, in the manner of the page */
  children: ReactNode;
  /** what else can be done with a text that is not whole: to go on */
  actions?: ReactNode;
}

/**
 * An answer that was to be JSON: as a tree or as text, checked against its schema. What is not whole can be repaired, for
 * looking at and copying: the answer itself stays what was received.
 */
export function JsonView({ text, schema, atLimit, children, actions }: JsonViewProps) {
  const words = useText("json").view;
  const [view, setView] = useState<"tree" | "text">("tree");
  const [repaired, setRepaired] = useState<{ of: string; text: string | undefined }>();
  const name = useId();
  const reading = useMemo(() => readJson(text, atLimit), [text, atLimit]);
  const mended = repaired?.of === reading.text ? repaired : undefined;
  const shown = mended?.text === undefined ? reading : readJson(mended.text, false);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        {shown.state === "whole" ? (
          <Verdict value={shown.value} schema={schema} />
        ) : (
          <span className="inline-flex items-center gap-1.5 text-sm text-warning">
            {shown.state === "cut" ? (
              <Scissors className="size-4" aria-hidden />
            ) : (
              <TriangleAlert className="size-4" aria-hidden />
            )}
            {words[shown.state]}
          </span>
        )}
        <span className="grow" />
        {reading.state !== "whole" && !mended && (
          <>
            {actions}
            <Button
              size="sm"
              variant="outline"
              onClick={() => setRepaired({ of: reading.text, text: repairJson(reading.text) })}
            >
              <Wrench aria-hidden />
              {words.repair}
            </Button>
          </>
        )}
        {shown.state === "whole" && (
          <>
            <SegmentedControl
              label={words.label}
              name={name}
              value={view}
              options={[
                { value: "tree", label: words.tree },
                { value: "text", label: words.text },
              ]}
              onChange={setView}
            />
            <CopyButton size="iconSm" label={mended ? words.copyRepaired : words.copy} text={shown.text} />
          </>
        )}
      </div>
      {mended && (
        <p role="status" className="flex flex-wrap items-center gap-2 rounded-lg bg-warning-soft px-3 py-2 text-sm">
          <span className="min-w-0 flex-1 basis-60">
            {mended.text === undefined ? words.unrepairable : words.repaired}
          </span>
          <Button size="sm" variant="outline" onClick={() => setRepaired(undefined)}>
            {words.original}
          </Button>
          {mended.text !== undefined && actions}
        </p>
      )}
      {shown.state === "whole" && view === "tree" ? (
        <div
          className="max-h-[70dvh] overflow-auto rounded-lg border p-3"
          tabIndex={0}
          role="region"
          aria-label={words.tree}
        >
          <JsonTree value={shown.value} />
        </div>
      ) : mended?.text === undefined ? (
        children
      ) : (
        <pre className="max-h-[70dvh] overflow-auto rounded-lg border p-3 font-mono text-xs" tabIndex={0}>
          {mended.text}
        </pre>
      )}
    </div>
  );
}

/** What the schema says to a value, place by place. */
function Verdict({ value, schema }: { value: unknown; schema: JsonObject | undefined }) {
  const json = useText("json");
  const words = json.view;
  const format = useFormat();
  const checked = useChecked(value, schema);
  if (checked === "checking") return <span className="text-sm text-muted-foreground">{words.checking}</span>;
  if (checked === undefined || checked.length === 0) {
    return (
      <span className="inline-flex items-center gap-1.5 text-sm">
        <CircleCheck className="size-4 text-success" aria-hidden />
        {!schema ? words.wellFormed : checked ? words.valid : words.unusable}
      </span>
    );
  }
  return (
    <div className="basis-full">
      <p className="inline-flex items-center gap-1.5 text-sm text-destructive">
        <TriangleAlert className="size-4" aria-hidden />
        {format(words.invalid, { count: checked.length })}
      </p>
      <ul className="mt-1 grid gap-0.5 text-xs">
        {checked.map(({ path, keyword, text }, index) => (
          <li key={index}>
            <code className="font-mono">{path || words.whole}</code>{" "}
            <span title={text}>{(json.errors as Record<string, string>)[keyword] ?? json.errors.other}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Checked outside of drawing: a schema may take its time. */
function useChecked(value: unknown, schema: JsonObject | undefined): SchemaError[] | undefined | "checking" {
  const [result, setResult] = useState<{ value: unknown; schema: unknown; errors: SchemaError[] | undefined }>();
  useEffect(() => {
    if (!schema) return;
    const timer = setTimeout(() => setResult({ value, schema, errors: validateJson(schema, value) }));
    return () => clearTimeout(timer);
  }, [value, schema]);
  if (!schema) return [];
  return result && result.value === value && result.schema === schema ? result.errors : "checking";
}
