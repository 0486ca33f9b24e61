"use client";

import { RotateCcw } from "lucide-react";
import { useState } from "react";
import { useFormat, useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import type { BenchMessage } from "@/lib/bench/schema";
import { TextField } from "./fields";
import type { ModeProps } from "./mode-props";
import { readTools, writtenTools, type ReadTools } from "./read-tools";
import { ToolsAnswer } from "./tools-answer";

/** Functions, a question, and a conversation in which the person plays the functions. */
export function ToolsMode({ input, run, busy, onChange, onRun, onProblem, onDismiss }: ModeProps<"tools">) {
  const words = useText("bench");
  const problemText = useToolsProblem();
  const [typed, setTyped] = useState(() => writtenTools(input.tools));
  const { problem } = readTools(typed);
  const [first, ...later] = input.messages;
  const ended = run?.mode === "tools" && run.state === "complete" && !busy ? run : undefined;

  const goOn = (added: BenchMessage[]) => {
    if (!ended) return;
    const { text, calls } = ended.result;
    const next = { ...input, messages: [...input.messages, { role: "assistant" as const, text, calls }, ...added] };
    onChange(next);
    onRun(next);
  };

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <TextField
        label={words.fields.system}
        rows={2}
        value={input.system}
        onChange={(system) => onChange({ ...input, system })}
      />
      <TextField
        label={words.fields.tools}
        hint={words.fields.toolsHint}
        error={problem && problemText(problem)}
        rows={10}
        code
        value={typed}
        onChange={(text) => {
          setTyped(text);
          const read = readTools(text);
          onProblem(read.problem && problemText(read.problem));
          if (read.tools) onChange({ ...input, tools: read.tools });
        }}
      />
      {later.length === 0 ? (
        <TextField
          label={words.fields.message}
          hint={words.hints.tools}
          rows={2}
          value={first?.role === "user" ? first.text : ""}
          onChange={(text) => onChange({ ...input, messages: [{ role: "user", text }] })}
        />
      ) : (
        <Conversation messages={input.messages}>
          <Button
            size="sm"
            variant="outline"
            disabled={busy}
            onClick={() => {
              onDismiss();
              onChange({ ...input, messages: input.messages.slice(0, 1) });
            }}
          >
            <RotateCcw aria-hidden />
            {words.tools.restart}
          </Button>
        </Conversation>
      )}
      {ended && <ToolsAnswer key={ended.id} run={ended} onGoOn={goOn} />}
    </div>
  );
}

function useToolsProblem(): (problem: NonNullable<ReadTools["problem"]>) => string {
  const words = useText("bench").problems;
  const format = useFormat();
  return (problem) =>
    "number" in problem
      ? format(words.tool, { number: problem.number, problem: words[problem.kind] })
      : words[problem.kind];
}

function Conversation({ messages, children }: { messages: readonly BenchMessage[]; children: React.ReactNode }) {
  const words = useText("bench").tools;
  const format = useFormat();
  const names = new Map(
    messages.flatMap((message) =>
      message.role === "assistant" ? message.calls.map(({ id, name }) => [id, name]) : [],
    ) as [string, string][],
  );
  return (
    <section aria-label={words.conversation} className="grid gap-2">
      <div className="flex items-center justify-between gap-2">
        <h2 className="text-sm font-medium">{words.conversation}</h2>
        {children}
      </div>
      <ol className="grid gap-2 rounded-lg border p-3 text-sm">
        {messages.map((message, index) => (
          <li key={index} className="grid grid-cols-[minmax(0,1fr)] gap-0.5">
            <span className="text-xs text-muted-foreground">
              {message.role === "user"
                ? words.you
                : message.role === "assistant"
                  ? words.model
                  : format(words.returned, { name: names.get(message.callId) ?? "" })}
            </span>
            {message.text && <span className="wrap-anywhere whitespace-pre-wrap">{message.text}</span>}
            {message.role === "assistant" &&
              message.calls.map((call) => (
                <code key={call.id} className="font-mono text-xs wrap-anywhere">
                  {call.name}({call.arguments})
                </code>
              ))}
          </li>
        ))}
      </ol>
    </section>
  );
}
