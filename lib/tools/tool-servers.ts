import { AppError, newId } from "@/lib/core";
import type { Context, Prisma } from "@/lib/db";
import { env } from "@/lib/env";
import { changeableBy, isAdministrator, ownerOf, requirePerson } from "./access";
import { checkAddress } from "./check-tool";
import { placesOf } from "./address";
import { mergeHeaders, toColumns } from "./headers";
import { readFunctions } from "./mcp";
import { toOwnServer } from "./own-rows";
import { mostServers, type OwnToolServer, type ToolServerInput, type UpdateToolServerInput } from "./schema";
import { unseal } from "./secrets";

/**
 * Adds a server that speaks the Model Context Protocol, and asks it what it offers: one that does not answer is not
 * added.
 * @throws AppError `invalid_input`; `forbidden`; `conflict` with reason `too_many`; `unavailable` with reason `mcp`,
 *   `timeout` or `unreachable`
 */
export async function createToolServer(ctx: Context, input: ToolServerInput): Promise<OwnToolServer> {
  const { shared = false, name, url, headers: given = [], asks = true } = input;
  const userId = ownerOf(ctx, shared);
  requirePlainAddress(url);
  if ((await ctx.db.toolServer.count({ where: { userId } })) >= mostServers) {
    throw new AppError("conflict", `There can be at most ${mostServers} servers.`, { reason: "too_many" });
  }
  const id = newId();
  const headers = mergeHeaders(given, url, id, undefined);
  const tools = await ask(url, headers);
  const row = await ctx.db.toolServer.create({
    data: { ...toColumns(headers, id), id, userId, name, url, asks, tools, checkedAt: ctx.now, createdAt: ctx.now },
  });
  return toOwnServer(row);
}

/** Changes a server and asks it again. @throws AppError `not_found`, and those of `createToolServer` */
export async function updateToolServer(
  ctx: Context,
  { id, name, url, headers: given = [], asks = true }: UpdateToolServerInput & { id: string },
): Promise<OwnToolServer> {
  requirePlainAddress(url);
  const stored = await ctx.db.toolServer.findFirst({ where: { id, ...changeableBy(ctx) } });
  if (!stored) throw noServer();
  const headers = mergeHeaders(given, url, id, stored);
  const tools = await ask(url, headers);
  const data = { ...toColumns(headers, id), name, url, asks, tools, checkedAt: ctx.now, updatedAt: ctx.now };
  return toOwnServer(await ctx.db.toolServer.update({ where: { id }, data }));
}

/** Asks a server again what it offers. @throws AppError `not_found`, `unavailable` */
export async function refreshToolServer(ctx: Context, { id }: { id: string }): Promise<OwnToolServer> {
  const stored = await ctx.db.toolServer.findFirst({ where: { id, ...changeableBy(ctx) } });
  if (!stored) throw noServer();
  const tools = await ask(stored.url, stored.secrets ? unseal(stored.secrets, id) : {});
  return toOwnServer(await ctx.db.toolServer.update({ where: { id }, data: { tools, checkedAt: ctx.now } }));
}

/** @throws AppError `not_found` */
export async function deleteToolServer(ctx: Context, { id }: { id: string }): Promise<void> {
  const { count } = await ctx.db.toolServer.deleteMany({ where: { id, ...changeableBy(ctx) } });
  if (count === 0) throw noServer();
}

/** A person's own servers, or those for everybody, for the page where they are changed. */
export async function listToolServers(ctx: Context, { shared }: { shared: boolean }): Promise<OwnToolServer[]> {
  const userId = shared ? null : requirePerson(ctx);
  if (shared && !isAdministrator(ctx)) throw new AppError("forbidden", "Only an administrator may do this.");
  const rows = await ctx.db.toolServer.findMany({ where: { userId }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  return rows.map(toOwnServer);
}

async function ask(url: string, headers: Record<string, string>): Promise<Prisma.InputJsonArray> {
  const functions = await readFunctions({ url, headers }, AbortSignal.timeout(env().TOOL_TIMEOUT_MS));
  return functions as unknown as Prisma.InputJsonArray;
}

function requirePlainAddress(url: string): void {
  checkAddress(url);
  if (placesOf(url).length === 0) return;
  throw new AppError("invalid_input", "A server's address has no places.", { field: "url", reason: "address" });
}

function noServer(): AppError {
  return new AppError("not_found", "This server does not exist, or no longer.");
}
