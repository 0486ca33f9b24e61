import type { Context } from "@/lib/db";
import { estimateTokens } from "@/lib/models/schema";
import { requirePerson, usableBy } from "./access";
import { builtinTools } from "./builtin";
import { findPictureTool } from "./builtin/create-picture";
import { knownZone } from "./builtin/current-time";
import { callHttpTool } from "./http-tool";
import { callFunction, openServer } from "./mcp";
import { functionsOf, type ServerRow, type ToolRow } from "./own-rows";
import { problemOf, runCall } from "./run-call";
import { unseal } from "./secrets";
import { readStepLimit } from "./step-limit";
import type { ReadyTool, Toolbox, ToolDefinition } from "./toolbox";
import { findWeatherKey } from "./weather-key";

/** The provider takes no more functions than this. @see SiliconFlow API reference, 5.8 (2026-11) */
const mostFunctions = 128;

/**
 * The tools that an answer may use, by their ids. What a person may not use, or no longer, is left out: a conversation
 * keeps ids longer than their tools may last.
 * @param timeZone IANA name, as the person's browser says
 */
export async function resolveTools(ctx: Context, ids: readonly string[], timeZone?: string): Promise<Toolbox> {
  const userId = requirePerson(ctx);
  const wanted = (prefix: string) => ids.flatMap((id) => (id.startsWith(prefix) ? [id.slice(prefix.length)] : []));
  const [builtin, own, servers] = [wanted("builtin:"), wanted("own:"), wanted("server:")];
  const [available, tools, rows, limit] = await Promise.all([
    findBuiltins(ctx, timeZone),
    own.length === 0 ? [] : ctx.db.tool.findMany({ where: { id: { in: own }, ...usableBy(userId) }, orderBy }),
    servers.length === 0
      ? []
      : ctx.db.toolServer.findMany({ where: { id: { in: servers }, ...usableBy(userId) }, orderBy }),
    readStepLimit(ctx),
  ]);
  const opened: Promise<{ close(): Promise<void> }>[] = [];
  const ready = [
    ...builtin.flatMap((name) => available[name] ?? []),
    ...tools.map(fromTool),
    ...rows.flatMap((row) => fromServer(row, opened)),
  ];
  return { ...toToolbox(ctx, ready.slice(0, mostFunctions), opened), mostSteps: limit.steps };
}

const orderBy = { id: "asc" } as const;

/** The built-in tools that are there: weather only where there is a key, pictures where a model makes them. */
export async function findBuiltins(ctx: Context, timeZone?: string): Promise<Record<string, ReadyTool>> {
  const [weatherKey, createPicture] = await Promise.all([findWeatherKey(ctx), findPictureTool(ctx)]);
  return builtinTools({ timeZone: knownZone(timeZone), weatherKey, createPicture });
}

export function fromTool(row: ToolRow): ReadyTool {
  const { id, name, description, method, url, secrets, asks } = row;
  return {
    definition: { name, description, parameters: row.parameters as Record<string, unknown> },
    asks,
    call: async (_ctx, input, { signal }) =>
      callHttpTool({ method, url, headers: secrets ? unseal(secrets, id) : {} }, input, signal),
  };
}

/** The functions of a server share one connection, opened by the first call. */
function fromServer(row: ServerRow, opened: Promise<{ close(): Promise<void> }>[]): ReadyTool[] {
  const { id, url, secrets, asks } = row;
  let connection: ReturnType<typeof openServer> | undefined;
  const connect = (signal: AbortSignal) => {
    if (connection) return connection;
    connection = openServer({ url, headers: secrets ? unseal(secrets, id) : {} }, signal);
    opened.push(connection);
    connection.catch(() => (connection = undefined));
    return connection;
  };
  return functionsOf(row).map((definition) => ({
    definition: { ...definition, name: functionName(row.name, definition.name) },
    asks,
    call: async (_ctx, input, { signal }) => callFunction(await connect(signal), definition.name, input, signal),
  }));
}

/** Named after its server, since two servers may have functions of one name. */
export function functionName(server: string, name: string): string {
  const prefix = server
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, 20);
  const plain = name.replace(/[^\w-]+/g, "_");
  return `${prefix === "" ? "server" : prefix}_${plain}`.slice(0, 64);
}

function toToolbox(
  ctx: Context,
  ready: readonly ReadyTool[],
  opened: Promise<{ close(): Promise<void> }>[],
): Omit<Toolbox, "mostSteps"> {
  const byName = new Map<string, ReadyTool>();
  for (const tool of ready) byName.set(freeName(tool.definition.name, byName), tool);
  const unknown = () => `There is no tool with this name. There are: ${[...byName.keys()].join(", ")}.`;
  // The request that began the answer may be over long before its calls are.
  const { signal: _, ...lasting } = ctx;
  const definitions = [...byName].map(([name, tool]): ToolDefinition => ({ ...tool.definition, name }));
  return {
    definitions,
    tokens: tokensOf(definitions),
    needsConsent: (name) => byName.get(name)?.asks ?? false,
    priceOf: (name) => byName.get(name)?.price,
    problemOf: (name, argumentsText) => {
      const tool = byName.get(name);
      return tool ? problemOf(tool, argumentsText) : unknown();
    },
    async call(name, argumentsText, site) {
      const tool = byName.get(name);
      return tool ? runCall(lasting, tool, argumentsText, site) : { ok: false, text: unknown() };
    },
    close: async () => {
      await Promise.allSettled(opened.map(async (connection) => (await connection).close()));
    },
  };
}

function freeName(name: string, taken: ReadonlyMap<string, unknown>): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name.slice(0, 60)}_${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}

export function tokensOf(definitions: readonly ToolDefinition[]): number {
  if (definitions.length === 0) return 0;
  // Templates put an introduction before the list and marks around each function.
  return estimateTokens(JSON.stringify(definitions)) + 60 + definitions.length * 12;
}
