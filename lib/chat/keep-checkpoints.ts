import { subscribe } from "@/lib/db";
import { env } from "@/lib/env";
import { checkpointAll } from "./checkpoint-all";
import { lookForConsents } from "./consent";
import { holding } from "./holding";

/** Sees to checkpoints while this process holds generations: one timer for all, and never two at once. */
export function keepCheckpoints(): void {
  const mine = holding();
  listen();
  if (mine.checkpoints) return;
  mine.checkpoints = setInterval(() => {
    if (mine.live.size === 0) {
      clearInterval(mine.checkpoints);
      mine.checkpoints = undefined;
      return;
    }
    // A database that is away is asked again at the next tick; what is unsaved stays in memory.
    mine.checkpoint ??= checkpointAll()
      .catch(() => undefined)
      .finally(() => (mine.checkpoint = undefined));
  }, env().CHAT_CHECKPOINT_MS);
  mine.checkpoints.unref();
}

/** Signals from other processes: to stop, or that there is something to read. Without them the checkpoints and polls notice, only later. */
export function listen(): void {
  const mine = holding();
  mine.listening ??= subscribeAll().catch(() => (mine.listening = undefined));
}

async function subscribeAll(): Promise<void> {
  const mine = holding();
  await subscribe("chat-stop", (id) => mine.live.get(id)?.stop("stop"));
  await subscribe("chat-consent", (id) => {
    const live = mine.live.get(id);
    if (live) void lookForConsents(live);
  });
  await subscribe("chat-generation", (id) => mine.remote.get(id)?.look());
}
