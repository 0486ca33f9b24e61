import type { Prisma } from "@/lib/db";
import type { OwnTool, OwnToolServer, ToolMethod } from "./schema";
import type { ToolDefinition } from "./toolbox";

export type ToolRow = Prisma.ToolGetPayload<object>;
export type ServerRow = Prisma.ToolServerGetPayload<object>;

export function toOwnTool(row: ToolRow): OwnTool {
  const { id, userId, name, description, parameters, method, url, headerNames, asks } = row;
  return {
    id,
    shared: userId === null,
    name,
    description,
    parameters: parameters as Record<string, unknown>,
    method: method as ToolMethod,
    url,
    headerNames,
    asks,
  };
}

export function functionsOf(row: Pick<ServerRow, "tools">): ToolDefinition[] {
  return row.tools as unknown as ToolDefinition[];
}

export function toOwnServer(row: ServerRow): OwnToolServer {
  const { id, userId, name, url, headerNames, asks, checkedAt } = row;
  return {
    id,
    shared: userId === null,
    name,
    url,
    headerNames,
    asks,
    tools: functionsOf(row).map((each) => ({ name: each.name, description: each.description })),
    checkedAt: checkedAt?.toISOString() ?? null,
  };
}
