// Another process of the application, steered by lines of JSON: it starts answers, reports, drains.
import { createInterface } from "node:readline";
import { checkpointAll, drainGenerations, startGeneration, sweepGenerations } from "@/lib/chat";
import { holding } from "@/lib/chat/holding";
import type { StartGenerationInput } from "@/lib/chat/schema";
import { database, synchroniseClock, systemContext } from "@/lib/db";

export type Command =
  | { type: "start"; userId: string; input: StartGenerationInput }
  | { type: "live" }
  | { type: "sweep" }
  | { type: "checkpoint" }
  | { type: "drain"; graceMs: number };

async function run(command: Command): Promise<unknown> {
  switch (command.type) {
    case "start": {
      const actor = {
        type: "user",
        userId: command.userId,
        role: "member",
        sessionId: "",
        email: "",
        name: "",
        locale: null,
        theme: null,
      } as const;
      return startGeneration(systemContext({ actor }), command.input);
    }
    case "live":
      return [...holding().live.values()].map((live) => ({ id: live.id, parts: live.parts }));
    case "sweep":
      return sweepGenerations(systemContext());
    case "checkpoint":
      return checkpointAll();
    case "drain":
      await drainGenerations(command.graceMs);
      return [...holding().live.keys()];
  }
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
