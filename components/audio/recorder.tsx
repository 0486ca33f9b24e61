"use client";

import { Mic, Square } from "lucide-react";
import { clock } from "@/components/library/sizes";
import { useFormat, useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Spinner } from "@/components/ui/spinner";
import { LevelMeter } from "./level-meter";
import type { MicrophoneProblem } from "./microphone";
import type { Recorder as RecorderHandle } from "./use-recorder";

/** From here on it is worth asking whether the microphone is the right one. */
const SILENT_MS = 2_500;
const LOUD = 0.985;

export interface RecorderProps {
  recorder: RecorderHandle;
  maxMs: number;
  /** of the button that begins; "Record" unless given */
  label?: string;
  disabled?: boolean;
}

/** A microphone with its meter, its time and words for what goes wrong. What was recorded is the caller's to show. */
export function Recorder({ recorder, maxMs, label, disabled }: RecorderProps) {
  const words = useText("recording");
  const format = useFormat();
  const { state, level, elapsedMs, problem } = recorder;
  const active = state === "recording" || state === "asking";
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-3">
        {active ? (
          <Button variant="outline" onClick={() => void recorder.stop()}>
            <Square aria-hidden className="fill-current text-destructive" />
            {words.stop}
          </Button>
        ) : (
          <Button variant="outline" disabled={disabled} onClick={() => void recorder.start()}>
            <Mic aria-hidden />
            {state === "stopped" ? words.again : (label ?? words.record)}
          </Button>
        )}
        {state === "asking" && (
          <p role="status" className="flex items-center gap-2 text-sm text-muted-foreground">
            <Spinner />
            {words.asking}
          </p>
        )}
        {state === "recording" && (
          <>
            <span role="status" className="sr-only">
              {words.recording}
            </span>
            <LevelMeter level={level} className="min-w-24 flex-1" />
            <span className="tabular text-sm text-muted-foreground">
              {format(words.time, { elapsed: clock(elapsedMs), limit: clock(maxMs) })}
            </span>
          </>
        )}
      </div>
      {state === "recording" && <Advice level={level} heard={recorder.heard} elapsedMs={elapsedMs} />}
      {problem && <Problem problem={problem} />}
    </div>
  );
}

function Advice({ level, heard, elapsedMs }: { level: number; heard: boolean; elapsedMs: number }) {
  const words = useText("recording");
  const text = level > LOUD ? words.loud : !heard && elapsedMs > SILENT_MS ? words.silent : undefined;
  return (
    <p role="status" className="min-h-5 text-sm text-muted-foreground">
      {text}
    </p>
  );
}

/** What is wrong with the microphone, and what to do. */
export function Problem({ problem }: { problem: MicrophoneProblem }) {
  const { title, next } = useText("recording").problems[problem];
  return (
    <Notice tone={problem === "unplugged" ? "neutral" : "danger"}>
      <p className="font-medium">{title}</p>
      <p>{next}</p>
    </Notice>
  );
}
