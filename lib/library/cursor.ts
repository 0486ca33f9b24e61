import { AppError } from "@/lib/core";

/** A place in a list by time: just after this one. */
export interface Cursor {
  at: Date;
  id: string;
}

export function encodeCursor({ at, id }: Cursor): string {
  return `${at.getTime()}_${id}`;
}

/** @throws AppError `invalid_input` for anything this module did not make */
export function decodeCursor(text: string): Cursor {
  const match = /^(\d{1,15})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text);
  if (!match) throw new AppError("invalid_input", "Check cursor: it is not one of ours.", { field: "cursor" });
  return { at: new Date(Number(match[1])), id: match[2]! };
}
