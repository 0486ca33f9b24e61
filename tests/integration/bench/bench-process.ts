// Another process of the application, steered by lines of JSON: it makes runs and shuts down.
import { createInterface } from "node:readline";
import { drainRuns, startRun } from "@/lib/bench";
import type { StartRunInput } from "@/lib/bench/schema";
import { database, synchroniseClock, systemContext } from "@/lib/db";

export type Command = { type: "start"; userId: string; input: StartRunInput } | { type: "drain"; graceMs: number };

async function run(command: Command): Promise<unknown> {
  if (command.type === "drain") return drainRuns(command.graceMs);
  const person = { email: "", name: "", locale: null, theme: null, sessionId: "", role: "member" } as const;
  return startRun(systemContext({ actor: { type: "user", userId: command.userId, ...person } }), command.input);
}

await synchroniseClock();
process.stdout.write("ready\n");
for await (const line of createInterface({ input: process.stdin })) {
  const answer = await run(JSON.parse(line) as Command).then(
    (value) => ({ value: value ?? null }),
    (error: unknown) => ({ error: String(error) }),
  );
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await database().$disconnect();
process.exit(0);
