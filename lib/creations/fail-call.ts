import { whileHolding, type JobContext } from "@/lib/jobs";
import { isBegunBy } from "./begun";
import { lockCall } from "./calls";
import { endInDoubt, endRefused } from "./end-call";
import { lost, outcomeOf } from "./failure";
import type { CallState } from "./schema";

const unanswered: ReadonlySet<CallState> = new Set(["waiting", "submitting", "submitted", "running"]);

/**
 * Ends a call that has brought nothing. Where the provider did nothing, nothing is paid; where it may have done the
 * work, the call is unknown and settled at the estimate. One that is over, or whose results are being fetched, stays as
 * it is.
 */
export async function failCall(ctx: JobContext, callId: string, error: unknown): Promise<void> {
  await whileHolding(ctx, async (tx) => {
    const call = await lockCall(tx, callId);
    if (!call || !unanswered.has(call.state)) return;
    // What an earlier run had begun may have been made, whatever has gone wrong since.
    if (call.state === "submitting" && !isBegunBy(ctx, callId)) return endInDoubt(tx, call, lost());
    // What was never begun was never sent.
    if (call.state === "waiting" || outcomeOf(error) === "refused") await endRefused(tx, call, error);
    else await endInDoubt(tx, call, error);
  });
}
