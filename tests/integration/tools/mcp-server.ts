import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

interface Message {
  id?: number | string;
  method: string;
  params?: { name?: string; arguments?: Record<string, unknown>; protocolVersion?: string; cursor?: string };
}

export interface McpTool {
  name: string;
  description?: string;
  inputSchema: Record<string, unknown>;
  call: (input: Record<string, unknown>) => unknown;
}

/** A small server of the Model Context Protocol over HTTP: JSON answers, no streams, no sessions. */
export async function startMcpServer(tools: McpTool[]) {
  const requests: { headers: IncomingMessage["headers"]; message: Message }[] = [];
  const server: Server = createServer((request, response) => {
    let text = "";
    request.on("data", (piece: Buffer) => (text += piece.toString()));
    request.on("end", () => {
      const send = (status: number, body?: unknown) => {
        response.writeHead(status, { "content-type": "application/json" });
        response.end(body === undefined ? undefined : JSON.stringify(body));
      };
      if (request.method !== "POST") return send(405);
      const message = JSON.parse(text) as Message;
      requests.push({ headers: request.headers, message });
      if (message.id === undefined) return send(202);
      const { result, error } = answer(message, tools);
      if (result === "hang") return;
      send(200, { jsonrpc: "2.0", id: message.id, ...(error ? { error } : { result }) });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    url: `${origin}/mcp`,
    requests,
    tools,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function answer({ method, params = {} }: Message, tools: McpTool[]): { result?: unknown; error?: unknown } {
  switch (method) {
    case "initialize":
      return {
        result: {
          protocolVersion: params.protocolVersion,
          capabilities: { tools: {} },
          serverInfo: { name: "small", version: "1" },
        },
      };
    case "tools/list": {
      const start = Number(params.cursor ?? 0);
      const page = tools.slice(start, start + 2).map(({ call: _, ...tool }) => tool);
      const more = start + 2 < tools.length;
      return { result: { tools: page, ...(more && { nextCursor: String(start + 2) }) } };
    }
    case "tools/call": {
      const tool = tools.find(({ name }) => name === params.name);
      return tool
        ? { result: tool.call(params.arguments ?? {}) }
        : { error: { code: -32602, message: "no such tool" } };
    }
    default:
      return { error: { code: -32601, message: "Method not found" } };
  }
}
