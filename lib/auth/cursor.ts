import { z } from "zod";
import { AppError } from "@/lib/core";
import type { Page } from "./schema";

interface Position {
  createdAt: Date;
  id: string;
}

const Cursor = z.tuple([z.iso.datetime().refine((time) => time >= "1970"), z.uuid()]);

/**
 * Rows after a cursor, newest first.
 * @throws AppError `invalid_input` for a cursor that no page of ours gave out
 */
export function after(cursor: string | undefined): object {
  if (cursor === undefined) return {};
  try {
    const [time, id] = Cursor.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
    const createdAt = new Date(time);
    return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] };
  } catch (error) {
    throw new AppError("invalid_input", "This page no longer exists. Start from the first.", {
      field: "cursor",
      cause: error,
    });
  }
}

/** A page of at most `limit` rows, of which one more was asked for to know whether there is a next. */
export function toPage<Row extends Position, Item>(rows: Row[], limit: number, toItem: (row: Row) => Item): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  const position = last && JSON.stringify([last.createdAt.toISOString(), last.id]);
  return { items: shown.map(toItem), nextCursor: position ? Buffer.from(position).toString("base64url") : null };
}
