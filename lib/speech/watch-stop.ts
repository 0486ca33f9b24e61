import { listenFor } from "@/lib/creations";
import type { JobContext } from "@/lib/jobs";
import { isStopped, type PartCall } from "./part-call";

/** A word that something has changed may be lost. */
const lookAgainMs = 1_000;

export interface StopWatch {
  /** fires when the person wants no more of it, whichever process was told */
  signal: AbortSignal;
  end(): void;
}

/** Watches whether a call that is being followed is to stop. */
export async function watchStop(ctx: JobContext, call: PartCall): Promise<StopWatch> {
  const stop = new AbortController();
  const look = () => {
    void isStopped(ctx, call.id).then(
      (stopped) => stopped && stop.abort(new Error("stopped by its person")),
      () => {},
    );
  };
  const stopListening = await listenFor(call.userId, (id) => id === call.creationId && look());
  const timer = setInterval(look, lookAgainMs);
  return {
    signal: stop.signal,
    end: () => {
      clearInterval(timer);
      stopListening();
    },
  };
}
