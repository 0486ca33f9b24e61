import type { Context } from "@/lib/db";
import { requirePerson, usableBy } from "./access";
import { functionsOf } from "./own-rows";
import { findBuiltins, fromTool, functionName, tokensOf } from "./resolve-tools";
import type { ToolSummary } from "./schema";
import type { ReadyTool } from "./toolbox";

/** What a person can choose for a conversation: built-in tools, their own, the shared ones, servers. */
export async function listTools(ctx: Context): Promise<ToolSummary[]> {
  const userId = requirePerson(ctx);
  const orderBy = [{ createdAt: "asc" as const }, { id: "asc" as const }];
  const [builtin, tools, servers] = await Promise.all([
    findBuiltins(ctx),
    ctx.db.tool.findMany({ where: usableBy(userId), orderBy }),
    ctx.db.toolServer.findMany({ where: usableBy(userId), orderBy }),
  ]);
  return [
    ...Object.values(builtin).map((tool) => toSummary(`builtin:${tool.definition.name}`, "builtin", tool)),
    ...tools.map((row) => toSummary(`own:${row.id}`, row.userId === null ? "shared" : "own", fromTool(row))),
    ...servers.map((row): ToolSummary => {
      const functions = functionsOf(row).map((each) => ({ ...each, name: functionName(row.name, each.name) }));
      return {
        id: `server:${row.id}`,
        kind: row.userId === null ? "sharedServer" : "server",
        name: row.name,
        description: "",
        tokens: tokensOf(functions),
        asks: row.asks,
        priceNanos: null,
        functions: functionsOf(row).map(({ name }) => name),
      };
    }),
  ];
}

function toSummary(id: string, kind: ToolSummary["kind"], { definition, asks, price }: ReadyTool): ToolSummary {
  return {
    id,
    kind,
    name: definition.name,
    description: definition.description,
    tokens: tokensOf([definition]),
    asks,
    priceNanos: price === undefined ? null : String(price),
    functions: [],
  };
}
