import { analyse } from "chardet";
import { ReadingFailure } from "./failure";

/** In hundredths. */
const MUCH_SURER = 25;

const utf16 = { little: "utf-16le", big: "utf-16be" } as const;

/**
 * The text of a file that does not say how it is written. Marks and strict UTF-8 decide where they can; then Chinese is
 * expected before anything else, since GB18030 is what spreadsheets and editors of Chinese systems write without a mark.
 * @param hint an encoding the text itself names, as HTML and XML do
 * @throws ReadingFailure `disguised` for what is no text
 */
export function decodeText(bytes: Uint8Array, hint?: string): string {
  const text = decode(bytes, encodingOf(bytes, hint));
  if (!isText(text)) throw new ReadingFailure("disguised");
  return text;
}

/** A label that TextDecoder knows. */
export function encodingOf(bytes: Uint8Array, hint?: string): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16.little;
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return utf16.big;
  const wide = wideOrder(bytes);
  if (wide) return utf16[wide];
  if (decodes(bytes, "utf-8")) return "utf-8";
  if (hint && isKnown(hint) && decodes(bytes, hint)) return hint;
  const sample = bytes.subarray(0, 256 * 1024);
  if (commonHanShare(sample) > 0.7) return "gb18030";
  const guesses = analyse(sample).filter(({ name }) => isKnown(name) && decodes(bytes, name));
  const best = guesses[0];
  // A few accents look much the same everywhere in Europe: then it is taken for the west of it.
  const western = guesses.find(({ name }) => name === "ISO-8859-1" || name === "windows-1252");
  if (!best || (western && best.confidence - western.confidence < MUCH_SURER)) return "windows-1252";
  return best.name;
}

/** Text of UTF-16 without a mark shows zeros in every other byte, as long as some of it is ASCII. */
function wideOrder(bytes: Uint8Array): "little" | "big" | undefined {
  const sample = bytes.subarray(0, 4096);
  if (sample.length < 4 || bytes.length % 2) return undefined;
  let even = 0;
  let odd = 0;
  for (let index = 0; index < sample.length; index++) {
    if (sample[index] === 0 && index % 2) odd++;
    else if (sample[index] === 0) even++;
  }
  const half = sample.length / 2;
  if (odd > half * 0.2 && even < half * 0.02) return "little";
  if (even > half * 0.2 && odd < half * 0.02) return "big";
  return undefined;
}

/** Of the bytes beyond ASCII, the share that are pairs of GB2312's marks and commonest characters. */
function commonHanShare(bytes: Uint8Array): number {
  let pairs = 0;
  let others = 0;
  for (let index = 0; index < bytes.length; index++) {
    const lead = bytes[index]!;
    if (lead < 0x80) continue;
    const trail = bytes[index + 1] ?? 0;
    if (((lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa3)) && trail >= 0xa1 && trail <= 0xfe) {
      pairs++;
      index++;
    } else others++;
  }
  return pairs ? pairs / (pairs + others) : 0;
}

function isKnown(label: string): boolean {
  try {
    return Boolean(new TextDecoder(label));
  } catch {
    return false;
  }
}

function decodes(bytes: Uint8Array, label: string): boolean {
  try {
    new TextDecoder(label, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function decode(bytes: Uint8Array, label: string): string {
  return new TextDecoder(label).decode(bytes);
}

/** Control characters do not occur in text, but for a stray one. */
function isText(text: string): boolean {
  const sample = text.slice(0, 100_000);
  const odd = sample.match(/(?![\t\n\r\f\v\u001b\u0085])\p{Cc}|\ufffd/gu)?.length ?? 0;
  return odd <= sample.length / 200;
}
