import { AppError, newId } from "@/lib/core";
import { inTransaction, type Context, type Prisma } from "@/lib/db";
import { changeableBy, isAdministrator, ownerOf, requirePerson } from "./access";
import { checkTool } from "./check-tool";
import { mergeHeaders, toColumns } from "./headers";
import { toOwnTool } from "./own-rows";
import { mostTools, type OwnTool, type ToolInput, type UpdateToolInput } from "./schema";

/**
 * Adds a tool: a person's own, or as administrator one for everybody.
 * @throws AppError `invalid_input` with field and reason; `forbidden`; `conflict` with reason `too_many` or `taken`
 */
export async function createTool(ctx: Context, input: ToolInput): Promise<OwnTool> {
  const { shared = false, headers = [], ...tool } = input;
  const userId = ownerOf(ctx, shared);
  checkTool(tool);
  const id = newId();
  const columns = toColumns(mergeHeaders(headers, tool.url, id, undefined), id);
  return inTransaction(ctx, async (tx) => {
    await makeRoom(tx, userId, tool.name);
    const row = await tx.db.tool.create({ data: { ...toData(tool), ...columns, id, userId, createdAt: tx.now } });
    return toOwnTool(row);
  });
}

/** Changes a tool; header values that are not given stay as they are. @throws AppError `not_found`, and those of `createTool` */
export async function updateTool(ctx: Context, { id, ...input }: UpdateToolInput & { id: string }): Promise<OwnTool> {
  const { headers = [], ...tool } = input;
  checkTool(tool);
  return inTransaction(ctx, async (tx) => {
    const stored = await tx.db.tool.findFirst({ where: { id, ...changeableBy(tx) } });
    if (!stored) throw noTool();
    if (stored.name !== tool.name) await requireFreeName(tx, stored.userId, tool.name);
    const columns = toColumns(mergeHeaders(headers, tool.url, id, stored), id);
    const row = await tx.db.tool.update({ where: { id }, data: { ...toData(tool), ...columns, updatedAt: tx.now } });
    return toOwnTool(row);
  });
}

/** @throws AppError `not_found` */
export async function deleteTool(ctx: Context, { id }: { id: string }): Promise<void> {
  const { count } = await ctx.db.tool.deleteMany({ where: { id, ...changeableBy(ctx) } });
  if (count === 0) throw noTool();
}

/** A person's own tools, or those for everybody, for the page where they are changed. */
export async function listOwnTools(ctx: Context, { shared }: { shared: boolean }): Promise<OwnTool[]> {
  const userId = shared ? null : requirePerson(ctx);
  if (shared && !isAdministrator(ctx)) throw new AppError("forbidden", "Only an administrator may do this.");
  const rows = await ctx.db.tool.findMany({ where: { userId }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  return rows.map(toOwnTool);
}

export function noTool(): AppError {
  return new AppError("not_found", "This tool does not exist, or no longer.");
}

function toData(tool: Omit<UpdateToolInput, "headers">) {
  const { name, description, parameters, method, url, asks = false } = tool;
  return { name, description, parameters: parameters as Prisma.InputJsonObject, method, url, asks };
}

async function makeRoom(ctx: Context, userId: string | null, name: string): Promise<void> {
  await ctx.db.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`tools:${userId ?? "shared"}`}, 0))`;
  if ((await ctx.db.tool.count({ where: { userId } })) >= mostTools) {
    throw new AppError("conflict", `There can be at most ${mostTools} tools.`, { reason: "too_many" });
  }
  await requireFreeName(ctx, userId, name);
}

async function requireFreeName(ctx: Context, userId: string | null, name: string): Promise<void> {
  if ((await ctx.db.tool.count({ where: { userId, name } })) === 0) return;
  throw new AppError("conflict", "Another tool has this name.", { field: "name", reason: "taken" });
}
