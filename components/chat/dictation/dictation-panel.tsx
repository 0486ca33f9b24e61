"use client";

import { Check, RotateCcw, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { clock } from "@/components/library/sizes";
import { LevelMeter } from "@/components/audio/level-meter";
import { Problem } from "@/components/audio/recorder";
import { useRecorder } from "@/components/audio/use-recorder";
import { useFailureText } from "@/components/failure";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { Button, IconButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Spinner } from "@/components/ui/spinner";
import { toast } from "@/components/ui/toast";
import { failureLine } from "@/components/voices/failure-line";
import { newId } from "@/lib/core";
import { isLost } from "@/lib/ui";
import { dictate } from "./dictate";

/** The longest that is said at once. */
const maxMs = 60_000;
const sampleRate = 16_000;
/** Shorter ones are a slip of the finger. */
const shortestMs = 250;

interface DictationPanelProps {
  modelId: string;
  onText: (text: string) => void;
  onClose: () => void;
}

type Outcome = { kind: "silent" } | { kind: "failed"; error: unknown };

/** Listens from the start, and gives what was said as text. Escape gives it up, also while it is written down. */
export function DictationPanel({ modelId, onText, onClose }: DictationPanelProps) {
  const words = useText("dictation");
  const spoken = useText("recording");
  const format = useFormat();
  const locale = useLocale();
  const failureText = useFailureText();
  const { start, stop, state, level, elapsedMs, problem, recording } = useRecorder({ maxMs, sampleRate });
  const wentAway = problem === "unplugged" ? spoken.problems.unplugged : undefined;
  const [outcome, setOutcome] = useState<Outcome>();
  const [attempt, setAttempt] = useState(0);
  const root = useRef<HTMLDivElement>(null);
  // One recording is one request, whatever the line loses of it. What was answered, if only by a failure, is asked anew.
  const asked = useRef<{ wav: Blob; key: string }>(undefined);
  const gave = useRef(onText);
  useEffect(() => {
    gave.current = onText;
  }, [onText]);

  useEffect(() => {
    void start();
    root.current?.focus();
  }, [start]);

  useEffect(() => {
    if (!recording) return;
    const leaving = new AbortController();
    const { signal } = leaving;
    const { wav, durationMs } = recording;
    if (asked.current?.wav !== wav) asked.current = { wav, key: newId() };
    const { key: requestKey } = asked.current;
    const text = durationMs < shortestMs ? Promise.resolve("") : written(wav, { requestKey, modelId }, signal);
    void text.then(
      (text) => {
        if (signal.aborted) return;
        if (text === "") return setOutcome({ kind: "silent" });
        // The panel goes, and its words with it.
        if (wentAway) toast({ text: failureLine({ ...wentAway, cause: undefined }, locale), durationMs: 10_000 });
        gave.current(text);
      },
      (error: unknown) => {
        if (signal.aborted) return;
        if (!isLost(error)) asked.current = undefined;
        setOutcome({ kind: "failed", error });
      },
    );
    return () => leaving.abort();
  }, [recording, modelId, attempt, wentAway, locale]);

  // The button that was pressed goes with what it did.
  useEffect(() => {
    if (document.activeElement === document.body) root.current?.focus();
  }, [state, outcome]);

  const finish = async () => {
    const { durationMs } = await stop();
    if (durationMs === 0) onClose();
  };
  const again = () => {
    setOutcome(undefined);
    if (outcome?.kind === "failed") setAttempt((before) => before + 1);
    else void start();
  };
  const listening = state === "asking" || state === "recording";
  return (
    <div
      ref={root}
      role="group"
      aria-label={words.panel}
      tabIndex={-1}
      data-dictation={outcome?.kind ?? (recording ? "writing" : state)}
      className="grid gap-2 px-3 pt-1 pb-2 text-sm outline-none"
      onKeyDown={(event) => {
        if (event.key === "Enter" && event.target === root.current && state === "recording") void finish();
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onClose();
      }}
    >
      {problem && <Problem problem={problem} />}
      {outcome?.kind === "failed" && <Notice tone="danger">{failureText(outcome.error)}</Notice>}
      <div className="flex min-h-9 items-center gap-2">
        <p role="status" className="flex min-w-0 items-center gap-2">
          {state === "asking" && (
            <>
              <Spinner />
              {spoken.asking}
            </>
          )}
          {state === "recording" && <span className="sr-only">{words.listening}</span>}
          {recording && !outcome && (
            <>
              <Spinner />
              {words.writing}
            </>
          )}
          {outcome?.kind === "silent" && words.silent}
        </p>
        {state === "recording" && (
          <>
            <LevelMeter level={level} className="min-w-16 grow" />
            <span className="tabular text-xs text-muted-foreground">
              {format(spoken.time, { elapsed: clock(elapsedMs), limit: clock(maxMs) })}
            </span>
          </>
        )}
        {state !== "recording" && <span className="grow" />}
        {listening && (
          <Button size="sm" variant="secondary" disabled={state === "asking"} onClick={() => void finish()}>
            <Check aria-hidden />
            {words.insert}
          </Button>
        )}
        {(outcome || (problem && !recording)) && (
          <Button size="sm" variant="outline" onClick={again}>
            <RotateCcw aria-hidden />
            {words.again}
          </Button>
        )}
        <IconButton size="iconSm" label={words.cancel} onClick={onClose}>
          <X aria-hidden />
        </IconButton>
      </div>
    </div>
  );
}

async function written(
  wav: Blob,
  asked: { requestKey: string; modelId: string },
  signal: AbortSignal,
): Promise<string> {
  return (await dictate(wav, asked, signal)).text;
}
