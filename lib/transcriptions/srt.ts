import type { Phrase } from "./schema";

/** What players need between two lines of subtitles at least. */
const SHORTEST_MS = 500;

/** Phrases as a file of subtitles. Pure. */
export function toSrt(phrases: readonly Phrase[]): string {
  return phrases
    .map(({ fromMs, toMs, text }, index) => {
      const until = Math.max(toMs, fromMs + SHORTEST_MS);
      return `${index + 1}\n${timeOf(fromMs)} --> ${timeOf(until)}\n${lineOf(text)}\n`;
    })
    .join("\n");
}

/** 01:02:03,004 */
function timeOf(ms: number): string {
  const whole = Math.max(0, Math.round(ms));
  const digits = (value: number, length: number) => String(Math.floor(value)).padStart(length, "0");
  const [hours, minutes, seconds] = [whole / 3_600_000, (whole / 60_000) % 60, (whole / 1_000) % 60];
  return `${digits(hours, 2)}:${digits(minutes, 2)}:${digits(seconds, 2)},${digits(whole % 1_000, 3)}`;
}

/** An empty line would end the subtitle, and an arrow make another time of it. */
function lineOf(text: string): string {
  return text.replace(/\s+/gu, " ").replaceAll("-->", "→").trim();
}
