import { hash } from "../random";

export interface Note {
  /** 0 is silence, 1 to 5 the notes of a scale */
  tone: number;
  ms: number;
}

const LETTER_MS = 65;
const IDEOGRAPH_MS = 220;
const MARK_MS = 180;
/** Instructions before this marker are not spoken. */
const PROMPT_MARKER = "<|endofprompt|>";

/** A melody for a text: one note a word or ideograph, rests at marks, as long as reading it aloud would take. */
export function scoreOf(input: string, speed: number): Note[] {
  const marker = input.indexOf(PROMPT_MARKER);
  const text = marker < 0 ? input : input.slice(marker + PROMPT_MARKER.length);
  const notes: Note[] = [];
  for (const [word] of text.matchAll(/\p{Script=Han}|[\p{L}\p{N}\p{M}]+|[^\s\p{L}\p{N}]/gu)) {
    const isMark = !/[\p{L}\p{N}]/u.test(word);
    const ms = isMark ? MARK_MS : /\p{Script=Han}/u.test(word) ? IDEOGRAPH_MS : LETTER_MS * (word.length + 1);
    notes.push({ tone: isMark ? 0 : 1 + (hash(word.toLowerCase()) % 5), ms: ms / speed });
  }
  return notes.length > 0 ? notes : [{ tone: 0, ms: IDEOGRAPH_MS / speed }];
}

export function durationMs(notes: readonly Note[]): number {
  return notes.reduce((total, note) => total + note.ms, 0);
}

/** The tone that sounds in each frame of `frameMs`, to the end of the score. */
export function* toneFrames(notes: readonly Note[], frameMs: number): Generator<number> {
  let at = 0;
  let endsMs = 0;
  for (const { tone, ms } of notes) {
    endsMs += ms;
    for (; at * frameMs < endsMs; at++) yield tone;
  }
}
