/**
 * CPU time per streamed token: a plain read of the same bytes against `chat.stream` (joined and token by token) and
 * the AI SDK on top. The provider runs in a process of its own; rounds are interleaved and the median is printed.
 *
 *   npm run bench -- siliconflow-stream [tokens] [streams] [tokens per second]
 */
import { fork } from "node:child_process";
import { createServer, request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { streamText } from "ai";
import { createSiliconFlow } from "../../lib/siliconflow/client";

const tokens = Number(process.argv[2] ?? 300);
const streams = Number(process.argv[3] ?? 30);
const tokensPerSecond = Number(process.argv[4] ?? 100);

if (process.argv.includes("serve")) serve();
else await measure();

function serve(): void {
  const chunk = (index: number) =>
    `data: ${JSON.stringify({
      id: "0196f3a1b2c3d4e5f60718293a4b5c6d",
      object: "chat.completion.chunk",
      created: 1_750_000_000,
      model: "deepseek-ai/DeepSeek-V3",
      choices: [
        { index: 0, delta: { content: " token", reasoning_content: null, role: "assistant" }, finish_reason: null },
      ],
      system_fingerprint: "",
      usage: { prompt_tokens: 18, completion_tokens: index, total_tokens: 18 + index },
    })}\n\n`;
  const server = createServer((incoming, response) => {
    incoming.resume();
    response.writeHead(200, { "content-type": "text/event-stream" });
    let sent = 0;
    const startedAt = performance.now();
    const timer = setInterval(() => {
      const due = Math.min(tokens, ((performance.now() - startedAt) * tokensPerSecond) / 1000);
      while (sent < due) response.write(chunk(++sent));
      if (sent < tokens) return;
      clearInterval(timer);
      response.end('data: {"choices":[{"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n');
    }, 1);
  });
  server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
  process.on("disconnect", () => process.exit(0));
}

async function measure(): Promise<void> {
  const provider = fork(import.meta.filename, [String(tokens), String(streams), String(tokensPerSecond), "serve"]);
  const port = await new Promise<number>((resolve) => provider.once("message", (message) => resolve(Number(message))));
  const client = createSiliconFlow({ baseUrl: `http://127.0.0.1:${port}/v1`, apiKey: "k" });
  const body = { model: "m", messages: [{ role: "user" as const, content: "x" }] };
  const contestants: Record<string, () => Promise<void>> = {
    "plain read": () =>
      new Promise((resolve, reject) => {
        const outgoing = httpRequest(
          { port, host: "127.0.0.1", method: "POST", path: "/v1/chat/completions" },
          (response) => {
            response.on("data", () => undefined);
            response.on("end", resolve);
          },
        );
        outgoing.on("error", reject);
        outgoing.end(JSON.stringify(body));
      }),
    "chat.stream, 40 ms": () => drain(40),
    "chat.stream, 0 ms": () => drain(0),
    "streamText, 40 ms": async () => {
      const model = client.languageModel("m");
      for await (const part of streamText({ model, prompt: "x", maxRetries: 0 }).stream) void part;
    },
  };
  const drain = async (coalesceMs: number) => {
    for await (const batch of await client.chat.stream(body, { coalesceMs })) void batch;
  };
  const figures: Record<string, number[]> = {};
  for (let round = 0; round < 4; round++) {
    for (const [name, run] of Object.entries(contestants)) {
      const before = process.cpuUsage();
      await Promise.all(Array.from({ length: streams }, run));
      const { user, system } = process.cpuUsage(before);
      if (round > 0) (figures[name] ??= []).push((user + system) / (tokens * streams));
    }
  }
  const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
  const plain = median(figures["plain read"] ?? []);
  console.log(`${streams} streams of ${tokens} tokens at ${tokensPerSecond} tokens/s each`);
  for (const [name, values] of Object.entries(figures)) {
    const cost = median(values);
    console.log(`${name.padEnd(20)} ${cost.toFixed(2).padStart(7)} µs a token   ${(cost / plain).toFixed(2)} x plain`);
  }
  await client.close();
  provider.disconnect();
}
