"use client";

import { Play } from "lucide-react";
import { useId, useState } from "react";
import { useFormat, useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import type { ToolInput, TriedTool } from "@/lib/tools/schema";
import { tryTool } from "./api";
import { timeTaken } from "./tool-text";
import { useExplainTool } from "./use-explain-tool";

/** Arguments to begin with: a word for every text of the schema, a number for every number. */
function sampleOf(schema: unknown): string {
  const { properties } = (schema ?? {}) as { properties?: Record<string, { type?: unknown; enum?: unknown[] }> };
  const entries = Object.entries(properties ?? {}).map(([name, property]) => {
    if (Array.isArray(property?.enum)) return [name, property.enum[0]];
    const type = property?.type;
    return [name, type === "number" || type === "integer" ? 1 : type === "boolean" ? true : "hello"];
  });
  return JSON.stringify(Object.fromEntries(entries), null, 1).replace(/\n\s*/g, " ");
}

interface TryToolProps {
  toolId: string | undefined;
  /** of the tool as it was when the form was opened */
  schema: unknown;
  /** the form as it stands */
  read: () => ToolInput | undefined;
}

/** Calls the tool of a form once, with arguments as a model would write them. */
export function TryTool({ toolId, schema, read }: TryToolProps) {
  const words = useText("toolForms");
  const format = useFormat();
  const { explainFailure } = useExplainTool();
  const id = useId();
  const [text, setText] = useState(() => sampleOf(schema));
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState<TriedTool>();
  const [failure, setFailure] = useState<string>();

  const run = async () => {
    const tool = read();
    if (!tool) return;
    setBusy(true);
    setFailure(undefined);
    setTried(undefined);
    try {
      setTried(await tryTool(toolId, tool, text));
    } catch (error) {
      setFailure(explainFailure(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <section className="mt-6 grid gap-3 border-t pt-4" aria-label={words.try}>
      <Field id={id} label={words.tryArguments}>
        <Textarea
          id={id}
          rows={2}
          spellCheck={false}
          className="min-h-14 font-mono text-xs"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <Button variant="outline" busy={busy} className="justify-self-start" onClick={() => void run()}>
        <Play aria-hidden />
        {words.try}
      </Button>
      {failure && <Notice tone="danger">{failure}</Notice>}
      {tried && (
        <div className="grid gap-1" role="status">
          <span className={tried.ok ? "text-xs text-success" : "text-xs text-destructive"}>
            {format(tried.ok ? words.tried : words.triedFailed, { duration: timeTaken(tried.durationMs) })}
          </span>
          <pre
            tabIndex={0}
            className="max-h-60 overflow-auto rounded-md bg-muted p-2.5 font-mono text-xs whitespace-pre-wrap wrap-anywhere"
          >
            {tried.text}
          </pre>
        </div>
      )}
    </section>
  );
}
