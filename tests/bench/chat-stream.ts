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
import { closeStreams, stream, type Target } from "./streams";

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

const prompt = `Benchmark [[tokens=${tokens}]]`;

async function round(target: Target): Promise<Round> {
  const child = target === "silica" ? world.application.process : target === "pipe" ? world.pipe.process : undefined;
  const before = child ? processorSeconds(child) : 0;
  const running: Promise<number | undefined>[] = [];
  for (let index = 0; index < streams; index++) {
    running.push(stream({ world, target, person: people[index % people.length]!, model: values.model, prompt }));
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
  closeStreams();
  await close();
  process.exit(0);
}
