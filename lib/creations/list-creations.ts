import { AppError } from "@/lib/core";
import type { Prisma, Context } from "@/lib/db";
import { creationColumns, toCreations } from "./load-creations";
import { requirePerson } from "./person";
import type { CreationPage, ListCreationsInput } from "./schema";
import { unfinished } from "./states";

/**
 * The acting person's creations that are not put away, newest first, a page at a time.
 * @throws AppError `invalid_input` for a cursor that is not ours
 */
export async function listCreations(ctx: Context, input: ListCreationsInput): Promise<CreationPage> {
  const userId = requirePerson(ctx);
  const { kind, running, before, limit } = input;
  const rows = await ctx.db.creation.findMany({
    where: {
      userId,
      hiddenAt: null,
      ...(kind && { kind }),
      ...(running && { calls: { some: { userId, state: { in: unfinished } } } }),
      ...(before !== undefined && after(decodeCursor(before))),
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
    select: creationColumns,
  });
  const page = rows.slice(0, limit);
  return { creations: await toCreations(ctx, page), next: rows.length > limit ? encodeCursor(page.at(-1)!) : null };
}

interface Cursor {
  createdAt: Date;
  id: string;
}

/** What comes after this place in the order of the list. */
function after({ createdAt, id }: Cursor): Prisma.CreationWhereInput {
  return { createdAt: { lte: createdAt }, NOT: { createdAt, id: { gte: id } } };
}

function encodeCursor({ createdAt, id }: Cursor): string {
  return `${createdAt.getTime()}_${id}`;
}

function decodeCursor(text: string): Cursor {
  const [, time, id] = /^(\d{1,14})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text) ?? [];
  if (time === undefined || id === undefined) {
    throw new AppError("invalid_input", "Check before: it is not one of ours.", { field: "before" });
  }
  return { createdAt: new Date(Number(time)), id };
}
