"use client";

import { CircleAlert, CircleCheck, Info, Pause, Play } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { beginSounding } from "@/components/audio/sounding";
import { usePeaks } from "@/components/audio/use-peaks";
import { Waveform } from "@/components/audio/waveform";
import { useFailureText, useFailureWords } from "@/components/failure";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { IconButton } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { SAMPLE_LEAST_MS } from "@/lib/voices/schema";
import { failureLine } from "./failure-line";
import { longestMs, type DraftSource, type VoiceDraft } from "./draft";
import type { SampleVerdict } from "./use-sample-check";

interface TrimFieldProps {
  source: DraftSource;
  part: Pick<VoiceDraft, "fromMs" | "toMs">;
  verdict: SampleVerdict;
  onChange: (part: Pick<VoiceDraft, "fromMs" | "toMs">) => void;
}

/** The part of the recording that the voice is learned from, with what can be said of it. */
export function TrimField({ source, part, verdict, onChange }: TrimFieldProps) {
  const words = useText("voices").trim;
  const format = useFormat();
  const locale = useLocale();
  const peaks = usePeaks(source.assetId);
  const { audio, playing, positionMs, toggle } = usePart(part);
  const seconds = (ms: number) => (ms / 1000).toLocaleString(locale, { maximumFractionDigits: 1 });
  return (
    <div role="group" aria-label={words.label} className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <div className="flex items-center gap-2 rounded-lg bg-secondary p-2">
        <audio ref={audio} src={`/api/assets/${source.assetId}`} preload="none" />
        <IconButton
          size="iconLg"
          variant="outline"
          className="rounded-full"
          label={playing ? words.pause : words.play}
          onClick={toggle}
        >
          {playing ? <Pause className="fill-current" aria-hidden /> : <Play className="fill-current" aria-hidden />}
        </IconButton>
        <Waveform
          className="mx-2 h-14 grow"
          peaks={peaks}
          durationMs={source.durationMs}
          positionMs={positionMs ?? part.fromMs}
          selection={part}
          onSelectionChange={onChange}
          minimumMs={SAMPLE_LEAST_MS}
          maximumMs={longestMs}
          name={source.name}
        />
      </div>
      <div className="flex flex-wrap justify-between gap-x-3 text-xs text-muted-foreground">
        <p className="tabular">
          {format(words.length, { seconds: seconds(part.toMs - part.fromMs), total: seconds(source.durationMs) })}
        </p>
        <p>{words.hint}</p>
      </div>
      <Verdict verdict={verdict} />
    </div>
  );
}

/** What was heard in it: whether it will do, and what would be better. */
function Verdict({ verdict }: { verdict: SampleVerdict }) {
  const words = useText("voices");
  const format = useFormat();
  const locale = useLocale();
  const failureText = useFailureText();
  const failureWords = useFailureWords();
  if (verdict.state === "none") return null;
  if (verdict.state === "checking")
    return (
      <p role="status" className="flex items-center gap-2 text-xs text-muted-foreground">
        <Spinner />
        {words.trim.checking}
      </p>
    );
  if (verdict.state === "checked") {
    const { check, advice } = verdict.sample;
    const Icon = advice.length ? Info : CircleCheck;
    const figures = {
      seconds: (check.durationMs / 1000).toLocaleString(locale, { maximumFractionDigits: 1 }),
      loudness: Math.round(check.loudnessDb),
    };
    return (
      <div role="status" data-verdict={advice.length ? "usable" : "good"} className="flex gap-2 text-xs">
        <Icon className="mt-px size-3.5 shrink-0 text-success" aria-hidden />
        <div className="grid gap-0.5">
          <p>{format(advice.length ? words.trim.usable : words.trim.good, figures)}</p>
          {advice.map((each) => (
            <p key={each} className="text-muted-foreground">
              {words.advice[each]}
            </p>
          ))}
        </div>
      </div>
    );
  }
  const why =
    verdict.state === "failed"
      ? format(words.trim.unchecked, { why: failureText(verdict.error) })
      : failureLine(failureWords({ code: "invalid_input", reason: verdict.reason }, false), locale);
  return (
    <p role="status" data-verdict="problem" className="flex gap-2 text-xs text-destructive">
      <CircleAlert className="mt-px size-3.5 shrink-0" aria-hidden />
      {why}
    </p>
  );
}

/** Plays a part of a recording and stops at its end. */
function usePart({ fromMs, toMs }: Pick<VoiceDraft, "fromMs" | "toMs">) {
  const audio = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const [positionMs, setPositionMs] = useState<number>();

  useEffect(() => {
    const element = audio.current;
    if (!element) return;
    const moved = () => {
      if (element.currentTime * 1000 >= toMs) element.pause();
      else if (!element.paused) setPositionMs(element.currentTime * 1000);
    };
    const stopped = () => {
      setPlaying(false);
      setPositionMs(undefined);
    };
    element.addEventListener("timeupdate", moved);
    element.addEventListener("pause", stopped);
    return () => {
      element.removeEventListener("timeupdate", moved);
      element.removeEventListener("pause", stopped);
    };
  }, [toMs]);

  const toggle = () => {
    const element = audio.current;
    if (!element) return;
    if (playing) return element.pause();
    beginSounding(element);
    element.currentTime = fromMs / 1000;
    setPlaying(true);
    element.play().catch(() => setPlaying(false));
  };
  return { audio, playing, positionMs, toggle };
}
