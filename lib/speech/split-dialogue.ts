import { isSpeakable } from "./speakable-text";
import { splitText } from "./split-text";

const turnStart = /(?=\[S[12]\])/;
/** `[S1]` */
const tagLength = 4;

/** Whether two people speak in it. */
export function isDialogue(text: string): boolean {
  return /\[S[12]\]/.test(text);
}

/**
 * Cuts a dialogue where the speakers change. A turn that is too long by itself is cut like any text, and says again who
 * speaks. What stands before the first tag is the first speaker's.
 */
export function splitDialogue(text: string, most: number): string[] {
  const parts: string[] = [];
  let held = "";
  const give = () => {
    if (isSpeakable(held)) parts.push(held.trim());
    held = "";
  };
  for (const turn of text.split(turnStart)) {
    const tag = /^\[S[12]\]/.exec(turn)?.[0] ?? "[S1]";
    const words = turn.startsWith(tag) ? turn.slice(tagLength) : turn;
    if (!isSpeakable(words)) continue;
    if (held.length + tagLength + words.length <= most) {
      held += tag + words;
      continue;
    }
    give();
    const pieces = splitText(words, most - tagLength);
    for (const piece of pieces.slice(0, -1)) parts.push(tag + piece);
    held = tag + (pieces.at(-1) ?? "");
  }
  give();
  return parts;
}
