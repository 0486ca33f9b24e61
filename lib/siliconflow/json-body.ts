import { randomBytes } from "node:crypto";
import { setImmediate } from "node:timers/promises";

/** Texts as long as this are worth a piece of their own. */
const LARGE = 65_536;
/** What JSON writes otherwise than it is, or as several bytes. */
const ESCAPED = /[^\x20-\x7e]|["\\]/;

/**
 * A value as JSON. Where data URIs stand in it, in pieces, made with pauses between them: as one string a question with
 * ten pictures would be written, measured and copied in one go, while everybody else waits.
 */
export async function jsonBody(value: unknown): Promise<string | Buffer[]> {
  const large: string[] = [];
  const mark = randomBytes(12).toString("hex");
  const text = JSON.stringify(value, (_, field: unknown) => {
    if (typeof field !== "string" || field.length < LARGE || !field.startsWith("data:")) return field;
    large.push(field);
    return mark;
  });
  if (large.length === 0) return text;
  const [first, ...between] = text.split(`"${mark}"`);
  const pieces = [Buffer.from(first!)];
  for (const [index, field] of large.entries()) {
    await setImmediate();
    const isPlain = !ESCAPED.test(field);
    pieces.push(isPlain ? Buffer.from(`"${field}"`, "latin1") : Buffer.from(JSON.stringify(field)));
    pieces.push(Buffer.from(between[index]!));
  }
  return pieces;
}
