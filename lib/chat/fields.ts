import { z } from "zod";

/** Text as the database can hold it: without NUL and without halves of characters. */
export function storableText(text: string): string {
  return text.replaceAll("\0", "").toWellFormed();
}

export const id = z.uuid();
export const text = (maximum: number) => z.string().max(maximum).overwrite(storableText);
export const modelId = z.string().regex(/^[\w./:@+-]{1,200}$/, "must be a model's id");
export const cursor = z.string().max(200);
