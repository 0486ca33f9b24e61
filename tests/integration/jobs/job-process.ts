// A process of the application that runs jobs and gives turns until it is killed or told to end by the end of its input.
import { synchroniseClock } from "@/lib/db";
import { startRunner } from "@/lib/jobs";
import { startTurns } from "@/lib/turns";
import { step } from "./steps";

const onError = (error: unknown) => console.error(error);
await synchroniseClock();
const turns = await startTurns([step], { onError });
const runner = await startRunner([step], { onError: (_job, error) => onError(error) });
process.stdout.write("ready\n");
process.stdin.resume().once("end", async () => {
  await turns.stop();
  await runner.drain(2_000);
  process.exit(0);
});
