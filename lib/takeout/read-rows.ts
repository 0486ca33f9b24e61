import { Prisma, type Context } from "@/lib/db";
import type { OwnTable } from "./tables";

const pageSize = 500;

/** A person's rows of one table as JSON texts, read page by page as they are taken. */
export async function* readRows(ctx: Context, name: string, table: OwnTable, userId: string): AsyncGenerator<string> {
  const from = Prisma.raw(name);
  const row = Prisma.sql`(to_jsonb(t) - ${[...(table.without ?? [])]}::text[])::text as row`;
  if (table.by === null) {
    const rows = await ctx.db.$queryRaw<{ row: string }[]>`select ${row} from ${from} t where ${table.where(userId)}`;
    for (const each of rows) yield each.row;
    return;
  }
  for (let after: string | bigint | undefined; ;) {
    const rest = after === undefined ? Prisma.empty : Prisma.sql`and t.id > ${after}`;
    const rows = await ctx.db.$queryRaw<{ id: string | bigint; row: string }[]>`
      select t.id, ${row} from ${from} t where ${table.where(userId)} ${rest} order by t.id limit ${pageSize}`;
    for (const each of rows) yield each.row;
    after = rows.at(-1)?.id;
    if (rows.length < pageSize) return;
  }
}

/** The rows as one JSON document. */
export async function* asArray(rows: AsyncGenerator<string>): AsyncGenerator<string> {
  let mark = "[\n";
  for await (const row of rows) {
    yield mark + row;
    mark = ",\n";
  }
  yield mark === "[\n" ? "[]\n" : "\n]\n";
}
