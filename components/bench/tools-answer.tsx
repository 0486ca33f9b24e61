"use client";

import { Play } from "lucide-react";
import { useState } from "react";
import { useFormat, useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import type { BenchMessage, BenchRun } from "@/lib/bench/schema";
import { TextField } from "./fields";

interface ToolsAnswerProps {
  run: BenchRun;
  onGoOn: (added: BenchMessage[]) => void;
}

/** The person's turn: what each called function returned, or the next question. */
export function ToolsAnswer({ run, onGoOn }: ToolsAnswerProps) {
  const words = useText("bench");
  const format = useFormat();
  const [results, setResults] = useState<Record<string, string>>({});
  const [question, setQuestion] = useState("");
  const { calls } = run.result;
  if (calls.length === 0) {
    return (
      <div className="grid gap-2">
        <TextField label={words.fields.next} rows={2} value={question} onChange={setQuestion} />
        <Button
          variant="primary"
          className="justify-self-end"
          disabled={question.trim() === ""}
          onClick={() => onGoOn([{ role: "user", text: question }])}
        >
          <Play aria-hidden />
          {words.tools.ask}
        </Button>
      </div>
    );
  }
  return (
    <section aria-label={words.tools.calls} className="grid grid-cols-[minmax(0,1fr)] gap-3 rounded-lg border p-3">
      <h2 className="text-sm font-medium">{words.tools.calls}</h2>
      {calls.map((call) => (
        <div key={call.id} className="grid grid-cols-[minmax(0,1fr)] gap-2">
          <p className="font-mono text-sm font-medium wrap-anywhere">{call.name}</p>
          <pre
            className="max-h-60 overflow-auto rounded-md bg-muted p-2 font-mono text-xs whitespace-pre-wrap"
            tabIndex={0}
            aria-label={words.tools.arguments}
          >
            {pretty(call.arguments)}
          </pre>
          {!isJson(call.arguments) && <p className="text-xs text-warning">{words.tools.broken}</p>}
          <TextField
            label={format(words.fields.result, { name: call.name })}
            hint={words.fields.resultHint}
            rows={2}
            code
            value={results[call.id] ?? ""}
            onChange={(text) => setResults({ ...results, [call.id]: text })}
          />
        </div>
      ))}
      <Button
        variant="primary"
        className="justify-self-end"
        onClick={() => onGoOn(calls.map(({ id }) => ({ role: "tool", callId: id, text: results[id] ?? "" })))}
      >
        <Play aria-hidden />
        {words.tools.goOn}
      </Button>
    </section>
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function pretty(text: string): string {
  return isJson(text) ? JSON.stringify(JSON.parse(text), null, 2) : text;
}
