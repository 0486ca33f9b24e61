import { randomInt } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { check } from "../kills/check";
import { makeWishes, press, type Wish } from "../kills/load";
import { watchProvider } from "../kills/provider";
import { openKillWorld } from "../kills/world";
import { machine, untilReady } from "./world";

/**
 * Kills one of two servers at random moments, again and again, while pictures and clips are made: nothing may be lost,
 * made twice or charged twice. `npm run bench -- kills [--kills 200] [--jobs 30] [--gap 2000] [--ipm 30]`
 */
const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "200" },
    /** under way at a time; when all of them are over, as many begin anew */
    jobs: { type: "string", default: "30" },
    /** mean milliseconds from one kill to the next */
    gap: { type: "string", default: "2000" },
    /** images of a model that the provider takes in a minute; fewer make it refuse calls, which then wait again */
    ipm: { type: "string", default: "1000000" },
  },
});
const wanted = Number(values.kills);
const world = await openKillWorld({
  imageMs: 900,
  videoMs: 5_000,
  videoLifetimeMs: 3_600_000,
  limits: { RPM: 1_000_000, IPM: Number(values.ipm), IPD: 100_000_000 },
});
const { database, synchroniseClock } = await import("@/lib/db");
const { login } = await import("../support/login");
for (const server of world.servers) server.start();
await Promise.all(world.servers.map(({ url }) => untilReady(`${url}/api/health/ready`)));
await synchroniseClock();
const people = await Promise.all(Array.from({ length: 3 }, () => login()));
const provider = watchProvider(world.simulator);

let kills = 0;
let presses = 0;
const wishes: Wish[] = [];
const from = performance.now();

const killing = (async () => {
  while (kills < wanted) {
    await delay(randomInt(Math.round(Number(values.gap) * 2)));
    const server = world.servers[randomInt(world.servers.length)]!;
    if (!server.isUp()) continue;
    await server.kill();
    kills++;
    server.start();
    if (kills % 20 === 0) console.log(`${kills} kills, ${wishes.length} jobs begun`);
  }
})();
while (kills < wanted) {
  const round = makeWishes(Number(values.jobs), people);
  wishes.push(...round);
  const pressed = await Promise.all(round.map((wish) => press(wish, world.servers)));
  presses += pressed.reduce((sum, count) => sum + count, 0);
  await untilOver();
}
await killing;
await untilOver();
const seconds = (performance.now() - from) / 1_000;

await Promise.all(world.servers.map(({ url }) => untilReady(`${url}/api/health/ready`)));
const verdict = await check({ wishes, serverUrl: world.servers[0]!.url, ...(await provider.end()) });
console.log(machine());
console.table({
  "kills of one of two servers": kills,
  "jobs under way at a time": values.jobs,
  seconds: +seconds.toFixed(0),
  "presses until taken": presses,
  ...verdict.facts,
});
for (const fault of verdict.faults.slice(0, 20)) console.error(fault);
console.log(verdict.faults.length ? `${verdict.faults.length} faults` : "none lost, none doubled, none charged twice");
await database().$disconnect();
await world.close();
process.exit(verdict.faults.length ? 1 : 0);

/** Resolves when nothing is under way any more; says what hangs where that takes too long. */
async function untilOver(): Promise<void> {
  const patience = performance.now() + 300_000;
  for (;;) {
    const left = await database().creationCall.findMany({
      where: { state: { in: ["waiting", "submitting", "submitted", "running", "saving"] } },
      select: { id: true, state: true, job: true },
    });
    const jobs = await database().job.count({ where: { name: { not: "sync-models" } } });
    if (!left.length && !jobs) return;
    if (performance.now() > patience) throw new Error(`These hang: ${JSON.stringify(left.slice(0, 10))}, ${jobs} jobs`);
    await delay(200);
  }
}
