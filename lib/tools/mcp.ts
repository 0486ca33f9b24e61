import { createMCPClient, type MCPClient } from "@ai-sdk/mcp";
import { AppError } from "@/lib/core";
import { env } from "@/lib/env";
import { toCheckable } from "./arguments";
import { cleanText } from "./clean-text";
import { toolFetch } from "./outbound";
import type { ToolDefinition, ToolResult } from "./toolbox";

export interface ServerAddress {
  url: string;
  headers: Record<string, string>;
}

/** More than this no model reads. */
const mostFunctions = 64;
const mostDescription = 1_000;

/** A connection to a server by the Model Context Protocol over HTTP. Nothing is retried, no redirect followed. */
export async function openServer({ url, headers }: ServerAddress, signal: AbortSignal): Promise<MCPClient> {
  return createMCPClient({
    clientName: "silica",
    maxRetries: 0,
    transport: { type: "http", url, headers, redirect: "error", fetch: toolFetch() },
    initializationOptions: { signal, timeout: env().TOOL_TIMEOUT_MS },
    onUncaughtError: () => undefined,
  });
}

/**
 * What a server offers, as far as models can be told of it.
 * @throws AppError of the guarded client; `unavailable` with reason `mcp` where it does not speak the protocol
 */
export async function readFunctions(address: ServerAddress, signal: AbortSignal): Promise<ToolDefinition[]> {
  return speaking(async () => {
    const client = await openServer(address, signal);
    try {
      const functions: ToolDefinition[] = [];
      let cursor: string | undefined;
      do {
        const page = await client.listTools({
          ...(cursor !== undefined && { params: { cursor } }),
          options: { signal, timeout: env().TOOL_TIMEOUT_MS },
        });
        for (const { name, description, inputSchema } of page.tools) {
          const parameters: Record<string, unknown> = { ...inputSchema };
          if (isUsable(name, parameters)) {
            functions.push({ name, description: cleanText(description ?? "").slice(0, mostDescription), parameters });
          }
        }
        cursor = page.nextCursor;
      } while (cursor !== undefined && functions.length < mostFunctions);
      return functions.slice(0, mostFunctions);
    } finally {
      await client.close().catch(() => undefined);
    }
  });
}

/** Calls a function of a server that is open. @throws AppError `unavailable` */
export async function callFunction(
  client: MCPClient,
  name: string,
  input: Record<string, unknown>,
  signal: AbortSignal,
): Promise<ToolResult> {
  return speaking(async () => {
    const result = await client.callTool({
      name,
      arguments: input,
      options: { signal, timeout: env().TOOL_TIMEOUT_MS },
    });
    const text = cleanText(textOf(result));
    const ok = !("isError" in result && result.isError === true);
    return {
      ok,
      text: text === "" ? (ok ? "The tool answered without text." : "The tool failed without saying why.") : text,
    };
  });
}

function isUsable(name: string, parameters: Record<string, unknown>): boolean {
  if (!/^[\w.\-/]{1,100}$/.test(name)) return false;
  try {
    toCheckable(parameters);
    return true;
  } catch {
    return false;
  }
}

/** The texts of a result; what is no text is named, not fetched. */
function textOf(result: unknown): string {
  const { content, structuredContent } = result as { content?: unknown; structuredContent?: unknown };
  const pieces = (Array.isArray(content) ? (content as unknown[]) : []).map((item) => {
    const part = item as { type?: unknown; text?: unknown; resource?: { text?: unknown; uri?: unknown } };
    if (part.type === "text" && typeof part.text === "string") return part.text;
    if (part.type === "resource" && typeof part.resource?.text === "string") return part.resource.text;
    return `[${typeof part.type === "string" ? part.type : "something"} that is no text]`;
  });
  if (pieces.length > 0) return pieces.join("\n");
  return structuredContent === undefined ? "" : JSON.stringify(structuredContent);
}

/** The client's errors in words of ours; those of the guarded fetch stand inside them. */
async function speaking<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
      if (cause instanceof AppError) throw cause;
      if (cause.name === "AbortError" || cause.name === "TimeoutError") throw cause;
    }
    throw new AppError("unavailable", "The server does not answer as an MCP server should.", {
      reason: "mcp",
      cause: error,
    });
  }
}
