import type { TranscriptionSegment } from "@/lib/siliconflow";
import { cleanText } from "./clean-text";
import type { Phrase } from "./schema";

/**
 * What the provider says was said when, in the time of the whole recording. Nothing where its times are none: beyond the
 * part's end, or running backwards. Pure.
 */
export function phrasesOf(
  segments: readonly TranscriptionSegment[],
  { fromMs, toMs }: { fromMs: number; toMs: number | null },
): Phrase[] {
  const phrases = segments.map(({ startSeconds, endSeconds, text }) => ({
    fromMs: fromMs + Math.round(startSeconds * 1000),
    toMs: fromMs + Math.round(endSeconds * 1000),
    text: cleanText(text),
  }));
  const latest = (toMs ?? Infinity) + 1_000;
  const isSound = phrases.every(
    (phrase, at) => phrase.toMs <= latest && phrase.fromMs >= (phrases[at - 1]?.fromMs ?? 0),
  );
  return isSound ? phrases.filter(({ text }) => text !== "") : [];
}
