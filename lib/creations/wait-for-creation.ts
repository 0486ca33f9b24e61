import { setTimeout as delay } from "node:timers/promises";
import type { Context } from "@/lib/db";
import { findCreation } from "./find-creation";
import { listenFor } from "./listeners";
import { requirePerson } from "./person";
import { isOver, type Creation } from "./schema";

/** A word that something has changed may be lost. */
const lookAgainMs = 2_000;

/**
 * A creation of the acting person's once nothing will happen to it any more.
 * @throws AppError `not_found`; the signal's reason when it fires first
 */
export async function waitForCreation(
  ctx: Context,
  { id, signal }: { id: string; signal: AbortSignal },
): Promise<Creation> {
  let wake = () => {};
  const stop = await listenFor(requirePerson(ctx), (changed) => changed === id && wake());
  try {
    for (;;) {
      signal.throwIfAborted();
      const changed = new Promise<void>((resolve) => (wake = resolve));
      const creation = await findCreation(ctx, { id });
      if (creation.calls.every(({ state }) => isOver(state))) return creation;
      const patience = new AbortController();
      const waits = AbortSignal.any([signal, patience.signal]);
      await Promise.race([changed, delay(lookAgainMs, undefined, { signal: waits }).catch(() => {})]);
      patience.abort();
    }
  } finally {
    stop();
  }
}
