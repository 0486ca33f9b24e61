import { parseArgs } from "node:util";
import { closeStreams, stream } from "./streams";
import { idleMegabytes, machine, openWorld, processorSeconds, quantile, residentMegabytes, secret } from "./world";

/**
 * Memory of a server with nothing to do; then a number of streams for a time: errors, added first-token time, memory.
 * `npm run bench -- soak [--streams 100] [--rate 30] [--minutes 10]`
 */
const { values } = parseArgs({
  options: {
    streams: { type: "string", default: "100" },
    rate: { type: "string", default: "30" },
    minutes: { type: "string", default: "10" },
    model: { type: "string", default: "deepseek-ai/DeepSeek-V3" },
  },
});
const streams = Number(values.streams);
const firstTokenMs = 300;
/** each stream lasts about half a minute and is followed by the next */
const tokens = 30 * Number(values.rate);

const world = await openWorld({ simulator: { firstTokenMs, tokensPerSecond: Number(values.rate) } });
process.env.DATABASE_URL = world.databaseUrl;
process.env.AUTH_SECRET = secret;
process.env.APP_URL = world.application.url;
const { login } = await import("@/tests/support/login");
const people = await Promise.all(Array.from({ length: streams }, () => login()));

const { idle, afterPage } = await idleMegabytes(world, people[0]!.headers);
const until = performance.now() + Number(values.minutes) * 60_000;
const firstTokens: number[] = [];
const memory: number[] = [];
let failed = 0;
const sampling = setInterval(() => memory.push(residentMegabytes(world.application.process)), 2_000);
const before = processorSeconds(world.application.process);

await Promise.all(
  people.map(async (person, index) => {
    await new Promise((resolve) => setTimeout(resolve, (index * 30_000) / streams));
    while (performance.now() < until) {
      const first = await stream({
        world,
        target: "silica",
        person,
        model: values.model,
        prompt: `Soak ${index} [[tokens=${tokens}]]`,
      });
      if (first === undefined) failed++;
      else firstTokens.push(first);
    }
  }),
);
clearInterval(sampling);
const used = processorSeconds(world.application.process) - before;

console.log(machine());
console.log(`${streams} streams of ${tokens} tokens at ${values.rate}/s for ${values.minutes} minutes`);
console.table({
  "answers whole": firstTokens.length,
  "answers failed": failed,
  "first token over the provider's, p50 ms": +(quantile(firstTokens, 0.5) - firstTokenMs).toFixed(1),
  "first token over the provider's, p99 ms": +(quantile(firstTokens, 0.99) - firstTokenMs).toFixed(1),
  "processor s per 1M tokens": +((used / (firstTokens.length * tokens)) * 1e6).toFixed(0),
  "resident memory, idle for a minute and after one page MB": `${idle.toFixed(0)} and ${afterPage.toFixed(0)}`,
  "resident memory, highest MB": +Math.max(...memory).toFixed(0),
  "resident memory, first and last minute MB": `${quantile(memory.slice(0, 30), 0.5).toFixed(0)} → ${quantile(memory.slice(-30), 0.5).toFixed(0)}`,
});
const { database } = await import("@/lib/db");
await database().$disconnect();
closeStreams();
await world.close();
process.exit(failed ? 1 : 0);
