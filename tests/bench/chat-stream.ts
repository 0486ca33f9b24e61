import { randomUUID } from "node:crypto";
import http from "node:http";
import { parseArgs } from "node:util";
import {
  machine,
  median,
  openWorld,
  processorSeconds,
  quantile,
  residentMegabytes,
  secret,
  type BenchWorld,
} from "./world";

/**
 * First token and processor time of the chat stream beside a direct call and a plain pipe, in one run, in turns.
 * `npm run bench -- chat-stream [--streams 50] [--rate 30] [--tokens 300] [--rounds 3]`
 */
const { values } = parseArgs({
  options: {
    streams: { type: "string", default: "50" },
    rate: { type: "string", default: "30" },
    tokens: { type: "string", default: "300" },
    rounds: { type: "string", default: "3" },
    model: { type: "string", default: "deepseek-ai/DeepSeek-V3" },
  },
});
const streams = Number(values.streams);
const tokens = Number(values.tokens);
const firstTokenMs = 300;

const world = await openWorld({ simulator: { firstTokenMs, tokensPerSecond: Number(values.rate) } });
process.env.DATABASE_URL = world.databaseUrl;
process.env.AUTH_SECRET = secret;
process.env.APP_URL = world.application.url;
const { login } = await import("@/tests/support/login");
const people = await Promise.all(Array.from({ length: 10 }, () => login()));

interface Round {
  firstTokens: number[];
  cpuPerMillion: number;
  errors: number;
}

type Target = "direct" | "pipe" | "silica";
const agent = new http.Agent({ keepAlive: true, maxSockets: 4_000 });
const prompt = `Benchmark [[tokens=${tokens}]]`;

/** One stream; resolves with the time to its first token, or undefined when it failed. */
function stream(target: Target, index: number): Promise<number | undefined> {
  const person = people[index % people.length]!;
  const provider = {
    url: `${target === "pipe" ? world.pipe.url : world.simulator.url}/chat/completions`,
    headers: { authorization: `Bearer ${world.simulator.apiKey}` },
    body: { model: values.model, stream: true, messages: [{ role: "user", content: prompt }] },
    mark: /"content":"[^"]/,
  };
  const own = {
    url: `${world.application.url}/api/chat`,
    headers: person.headers,
    body: {
      modelId: values.model,
      requestKey: randomUUID(),
      action: { type: "send", parentId: null, text: prompt },
    },
    mark: /"type":"text"/,
  };
  const { url, headers, body, mark } = target === "silica" ? own : provider;
  return new Promise((resolve) => {
    const from = performance.now();
    const request = http.request(url, {
      agent,
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
    });
    request.once("error", () => resolve(undefined));
    request.once("response", (response) => {
      let first: number | undefined;
      let tail = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        tail = (first === undefined ? tail : tail.slice(-4_000)) + chunk;
        if (first === undefined && mark.test(tail.replace(/"message":\{.*?\}\]/s, "")))
          first = performance.now() - from;
      });
      response.once("close", () => {
        const whole =
          target === "silica"
            ? tail.includes('"type":"ended"') && tail.includes('"state":"complete"')
            : tail.includes("[DONE]");
        resolve(response.statusCode === 200 && whole ? first : undefined);
      });
    });
    request.end(JSON.stringify(body));
  });
}

async function round(target: Target): Promise<Round> {
  const child = target === "silica" ? world.application.process : target === "pipe" ? world.pipe.process : undefined;
  const before = child ? processorSeconds(child) : 0;
  const running: Promise<number | undefined>[] = [];
  for (let index = 0; index < streams; index++) {
    running.push(stream(target, index));
    await new Promise((resolve) => setTimeout(resolve, 1_000 / streams));
  }
  const results = await Promise.all(running);
  const used = child ? processorSeconds(child) - before : 0;
  const firstTokens = results.filter((value) => value !== undefined);
  return { firstTokens, cpuPerMillion: (used / (streams * tokens)) * 1e6, errors: results.length - firstTokens.length };
}

await round("silica"); // warm
const rounds: Record<Target, Round[]> = { direct: [], pipe: [], silica: [] };
for (let turn = 0; turn < Number(values.rounds); turn++) {
  for (const target of ["direct", "pipe", "silica"] as const) rounds[target].push(await round(target));
}

const at = (target: Target, share: number) =>
  median(rounds[target].map(({ firstTokens }) => quantile(firstTokens, share)));
const cpu = (target: Target) => median(rounds[target].map(({ cpuPerMillion }) => cpuPerMillion));
console.log(machine());
console.log(
  `${streams} streams of ${tokens} tokens at ${values.rate}/s, median of ${values.rounds} interleaved rounds`,
);
console.log(`ready after ${Math.round(world.application.readyMs)} ms`);
console.table(
  Object.fromEntries(
    (["direct", "pipe", "silica"] as const).map((target) => [
      target,
      {
        "first token p50 added ms": +(at(target, 0.5) - at("direct", 0.5)).toFixed(1),
        "p99 added ms": +(at(target, 0.99) - at("direct", 0.99)).toFixed(1),
        "CPU s per 1M tokens": +cpu(target).toFixed(0),
        "of the pipe": +(cpu(target) / cpu("pipe")).toFixed(2),
        "failed streams": rounds[target].reduce((sum, { errors }) => sum + errors, 0),
      },
    ]),
  ),
);
console.log(`resident memory after: ${residentMegabytes(world.application.process).toFixed(0)} MB`);
await finish(world);

async function finish({ close }: BenchWorld): Promise<void> {
  const { database } = await import("@/lib/db");
  await database().$disconnect();
  agent.destroy();
  await close();
  process.exit(0);
}
