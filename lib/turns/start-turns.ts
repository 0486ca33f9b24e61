import { systemContext } from "@/lib/db";
import { startLoop, type Loop, type RunnableJob } from "@/lib/jobs";
import { giveTurns } from "./grant-turns";

/** Gives turns for as long as the process lives: when one is asked for or ends, and when a limit or pause has passed. */
export async function startTurns(
  jobs: readonly RunnableJob[],
  { onError }: { onError: (error: unknown) => void },
): Promise<Loop> {
  return startLoop("turns", async () => (await giveTurns(systemContext(), jobs)).nextMs, onError);
}
