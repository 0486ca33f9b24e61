import { AppError } from "@/lib/core";
import { env } from "@/lib/env";

const shared = globalThis as typeof globalThis & { silicaSpeechListeners?: Map<string, number> };
const listeners = () => (shared.silicaSpeechListeners ??= new Map<string, number>());

/**
 * Counts somebody who listens to what is being spoken: each holds a connection and an open file, for as long as it likes.
 * @returns ends it
 * @throws AppError `rate_limited` (`too_many_listeners`)
 */
export function admitListener(userId: string): () => void {
  const open = listeners();
  const mine = open.get(userId) ?? 0;
  const most = env().SPEECH_LISTENERS_PER_USER;
  if (mine >= most) {
    throw new AppError("rate_limited", `At most ${most} speeches can be listened to at a time.`, {
      ...{ reason: "too_many_listeners", retryAfterMs: 2_000 },
    });
  }
  open.set(userId, mine + 1);
  let isOpen = true;
  return () => {
    if (!isOpen) return;
    isOpen = false;
    const left = (open.get(userId) ?? 1) - 1;
    if (left > 0) open.set(userId, left);
    else open.delete(userId);
  };
}
