"use client";

import { ArrowRight, CircleAlert } from "lucide-react";
import dynamic from "next/dynamic";
import { Reasoning } from "@/components/chat/reasoning";
import { useFailureWords } from "@/components/failure";
import { Markdown } from "@/components/markdown";
import { useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { untilLoaded } from "@/components/ui/until-loaded";
import type { BenchRun } from "@/lib/bench/schema";
import type { ModelSummary } from "@/lib/models/schema";
import { RunReceipt } from "./run-receipt";

const JsonView = dynamic(() =>
  untilLoaded(() => import("@/components/json/json-view")).then((module) => module.JsonView),
);

interface RunResultProps {
  run: BenchRun;
  model: ModelSummary | undefined;
  admin: boolean;
  /** goes on with an answer that was cut */
  onContinue: (begun: string) => void;
}

/** What has come of a run, how it ended, and its receipt. */
export function RunResult({ run, model, admin, onContinue }: RunResultProps) {
  const words = useText("bench");
  const { result, state, receipt, request } = run;
  const streaming = state === "streaming";
  const isCut =
    state !== "streaming" && (receipt?.finishReason === "length" || state === "stopped" || state === "interrupted");
  const begun = request.mode === "json" ? (request.begun ?? "") : "";
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3" aria-busy={streaming}>
      {result.reasoning && (
        <Reasoning
          text={result.reasoning}
          durationMs={undefined}
          thinking={streaming && !result.text}
          since={run.createdAt}
        />
      )}
      {run.mode === "json" && !streaming && result.text ? (
        <JsonView
          text={begun + result.text}
          schema={request.mode === "json" ? request.format.schema : undefined}
          atLimit={receipt?.finishReason === "length"}
          actions={
            model?.capabilities.prefix && isCut ? (
              <Button size="sm" variant="outline" onClick={() => onContinue(begun + result.text)}>
                <ArrowRight aria-hidden />
                {words.json.continue}
              </Button>
            ) : undefined
          }
        >
          <Text given={begun} text={result.text} />
        </JsonView>
      ) : run.mode === "tools" ? (
        result.text && (
          <div className="reading">
            <Markdown text={result.text} streaming={streaming} />
          </div>
        )
      ) : run.mode === "fim" ? null : (
        <Text given={request.mode === "prefix" ? request.prefix : begun} text={result.text} />
      )}
      {streaming && (
        <p className="animate-pulse text-sm text-muted-foreground motion-reduce:animate-none">{words.running}</p>
      )}
      {!streaming && receipt?.finishReason === "length" && run.mode !== "json" && (
        <p className="border-t border-dashed border-input pt-2 text-xs text-muted-foreground">{words.cut}</p>
      )}
      {(state === "stopped" || (state === "interrupted" && !run.failure)) && (
        <p className="border-t border-dashed border-input pt-2 text-xs text-muted-foreground">{words.states[state]}</p>
      )}
      {run.failure && <Failure failure={run.failure} admin={admin} />}
      {receipt && <RunReceipt receipt={receipt} />}
    </div>
  );
}

/** Raw text, its given beginning set off from what the model wrote. */
function Text({ given, text }: { given: string; text: string }) {
  const words = useText("bench");
  return (
    <pre
      className="max-h-[70dvh] overflow-auto rounded-lg border p-3 font-mono text-xs leading-relaxed whitespace-pre-wrap"
      tabIndex={0}
      aria-label={words.result}
    >
      {given && <mark className="rounded-sm bg-primary-soft text-primary-text">{given}</mark>}
      {text}
    </pre>
  );
}

export function Failure({ failure, admin }: { failure: { code?: string; reason?: string }; admin: boolean }) {
  const { title, cause, next } = useFailureWords()(failure, admin);
  return (
    <div role="alert" className="grid grid-cols-[auto_1fr] gap-2.5 rounded-lg bg-destructive-soft px-3.5 py-3 text-sm">
      <CircleAlert className="mt-0.5 size-4 text-destructive" aria-hidden />
      <div className="min-w-0">
        <p className="font-medium">{title}</p>
        {cause && <p className="mt-0.5 text-muted-foreground">{cause}</p>}
        <p className="mt-0.5">{next}</p>
      </div>
    </div>
  );
}
