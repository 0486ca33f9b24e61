import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { createSiliconFlow, type SiliconFlow, type SiliconFlowOptions } from "@/lib/siliconflow";

export interface ReceivedCall {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  at: number;
  /** the connection was closed before the answer's end */
  hungUpAt: number | undefined;
}

export type Answer = (response: ServerResponse, call: ReceivedCall, request: IncomingMessage) => void | Promise<void>;

/** A provider that answers its n-th call with the n-th answer, and every further one with the last. */
export async function scriptProvider(
  answers: Answer | Answer[],
  options: Partial<SiliconFlowOptions> = {},
): Promise<{ client: SiliconFlow; calls: ReceivedCall[]; origin: string }> {
  const script = Array.isArray(answers) ? answers : [answers];
  const calls: ReceivedCall[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const call: ReceivedCall = {
      method: request.method ?? "",
      path: request.url ?? "",
      headers: request.headers,
      body: Buffer.concat(chunks).toString("latin1"),
      at: performance.now(),
      hungUpAt: undefined,
    };
    response.on("close", () => {
      if (!response.writableFinished) call.hungUpAt = performance.now();
    });
    calls.push(call);
    await script[Math.min(calls.length, script.length) - 1]!(response, call, request);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = createSiliconFlow({
    baseUrl: `${origin}/v1`,
    apiKey: "sk-test",
    retryBaseMs: 1,
    probeIntervalMs: 1,
    ...options,
  });
  onTestFinished(async () => {
    await client.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { client, calls, origin };
}

export function answerWith(
  status: number,
  body: unknown,
  headers: Record<string, string> = { "content-type": "application/json" },
): Answer {
  return (response) => {
    response.writeHead(status, { "x-siliconcloud-trace-id": "trace-1", ...headers });
    response.end(typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body));
  };
}

export function beginStream(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/event-stream", "x-siliconcloud-trace-id": "trace-1" });
  response.flushHeaders();
}

export function event(value: unknown): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}

export function textEvent(content: string): string {
  return event({ id: "x", model: "m", choices: [{ index: 0, delta: { content }, finish_reason: null }] });
}

export const endEvents =
  event({
    choices: [{ index: 0, delta: { content: "" }, finish_reason: "stop" }],
    usage: { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 },
  }) + "data: [DONE]\n\n";

export const hello = { model: "m", messages: [{ role: "user" as const, content: "hi" }] };
