"use client";

import Link from "next/link";
import { useEffect, useId, useState } from "react";
import { useFormat, useText } from "@/components/text-provider";
import { Skeleton } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Switch } from "@/components/ui/switch";
import type { ToolKind, ToolSummary } from "@/lib/tools/schema";
import { listTools } from "./api";

const kinds: readonly ToolKind[] = ["builtin", "own", "shared", "server", "sharedServer"];

interface ToolChoiceProps {
  /** the model can call tools */
  able: boolean;
  /** answers are to be JSON, which leaves no room for calls */
  json: boolean;
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

/** Which tools the model may call in this conversation. */
export function ToolChoice({ able, json, chosen, onChange }: ToolChoiceProps) {
  const words = useText("tools");
  const format = useFormat();
  const [tools, setTools] = useState<readonly ToolSummary[]>();
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    if (!able) return;
    let here = true;
    listTools().then(
      (found) => {
        if (here) setTools(found);
      },
      () => {
        if (here) setFailed(true);
      },
    );
    return () => {
      here = false;
    };
  }, [able, attempt]);

  const toggle = (id: string, on: boolean) => {
    const known = new Set(tools?.map((tool) => tool.id));
    // Tools that are gone are forgotten at the next choice.
    onChange([...chosen.filter((each) => each !== id && known.has(each)), ...(on ? [id] : [])]);
  };

  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1 w-full font-medium">
        {words.choice}
        {able && chosen.length > 0 && (
          <span className="ml-2 text-xs font-normal text-muted-foreground">
            {format(words.chosen, { count: chosen.length })}
          </span>
        )}
      </legend>
      <p className="text-xs text-muted-foreground">{!able ? words.unable : json ? words.withJson : words.choiceHint}</p>
      {able && failed && (
        <div className="flex items-center gap-2 text-xs text-destructive" role="alert">
          {words.failed}
          <Button
            size="sm"
            variant="outline"
            onClick={() => {
              setFailed(false);
              setAttempt(attempt + 1);
            }}
          >
            {words.retry}
          </Button>
        </div>
      )}
      {able && !tools && !failed && <Loading label={words.loading} />}
      {able &&
        tools &&
        kinds.map((kind) => {
          const ofKind = tools.filter((tool) => tool.kind === kind);
          if (ofKind.length === 0) return null;
          return (
            <div key={kind} className="grid gap-1">
              <h3 className="text-xs font-medium text-muted-foreground">{words.groups[kind]}</h3>
              <ul className="grid">
                {ofKind.map((tool) => (
                  <Choice
                    key={tool.id}
                    tool={tool}
                    on={chosen.includes(tool.id)}
                    onChange={(on) => toggle(tool.id, on)}
                  />
                ))}
              </ul>
            </div>
          );
        })}
      {able && (
        <Link href="/settings#tools" className="text-xs text-primary-text underline underline-offset-4">
          {words.manage}
        </Link>
      )}
    </fieldset>
  );
}

function Choice({ tool, on, onChange }: { tool: ToolSummary; on: boolean; onChange: (on: boolean) => void }) {
  const words = useText("tools");
  const format = useFormat();
  const id = useId();
  const known: Readonly<Record<string, { name: string; text: string }>> = words.builtin;
  const builtin = tool.kind === "builtin" ? known[tool.name] : undefined;
  const names = tool.functions.slice(0, 5).join(", ") + (tool.functions.length > 5 ? ", …" : "");
  const text =
    builtin?.text ??
    (tool.functions.length > 0 ? format(words.functions, { count: tool.functions.length, names }) : tool.description);
  return (
    <li className="flex items-start gap-3 py-1.5">
      <label htmlFor={id} className="grid min-w-0 grow gap-0.5">
        <span className={builtin ? undefined : "font-mono text-xs"}>{builtin?.name ?? tool.name}</span>
        <span className="text-xs wrap-anywhere text-muted-foreground">
          {[text, tool.asks && words.asksFirst, format(words.tokens, { count: tool.tokens })]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </label>
      <Switch id={id} checked={on} onChange={(event) => onChange(event.target.checked)} />
    </li>
  );
}

function Loading({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className="grid gap-3">
      {[0, 1, 2].map((row) => (
        <Skeleton key={row} className="h-8" />
      ))}
    </div>
  );
}
