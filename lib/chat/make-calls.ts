import { env } from "@/lib/env";
import type { Toolbox } from "@/lib/tools";
import { waitForConsent } from "./consent";
import type { LiveGeneration } from "./live-generation";
import type { ToolPart } from "./schema";

/** More calls at once are none that anybody meant. */
const mostCalls = 16;

/** Makes the calls of one step, side by side, and tells what comes of each. Never fails. */
export async function makeCalls(live: LiveGeneration, toolbox: Toolbox, calls: readonly ToolPart[]): Promise<void> {
  const refused = calls.slice(mostCalls);
  for (const { id } of refused) {
    live.changeCall(id, { state: "failed", result: `At most ${mostCalls} calls can be made at once.` });
  }
  await Promise.all(calls.slice(0, mostCalls).map((call) => makeCall(live, toolbox, call)));
}

async function makeCall(live: LiveGeneration, toolbox: Toolbox, call: ToolPart): Promise<void> {
  const { id, name, arguments: text } = call;
  const problem = toolbox.problemOf(name, text);
  if (problem !== undefined) return live.changeCall(id, { state: "failed", result: problem });
  if (toolbox.needsConsent(name)) {
    const price = toolbox.priceOf(name);
    live.changeCall(id, { state: "asking", ...costOf(price) });
    const allowed = await waitForConsent(live, id);
    // It was the price of what is only done now, or not at all.
    delete call.costNanos;
    delete call.currency;
    if (live.signal.aborted) return live.changeCall(id, { state: "stopped" });
    if (!allowed) return live.changeCall(id, { state: "refused", result: "The person did not allow this call." });
  }
  live.changeCall(id, { state: "running" });
  const startedAt = performance.now();
  const { userId, conversationId } = live.start;
  const result = await toolbox.call(name, text, { signal: live.signal, userId, conversationId });
  live.changeCall(id, {
    state: live.signal.aborted && !result.ok ? "stopped" : result.ok ? "done" : "failed",
    result: result.text,
    durationMs: Math.round(performance.now() - startedAt),
    ...costOf(result.costNanos),
    ...(result.assetIds && { assetIds: result.assetIds }),
  });
}

function costOf(nanos: bigint | undefined): Pick<ToolPart, "costNanos" | "currency"> {
  return nanos === undefined ? {} : { costNanos: String(nanos), currency: env().CURRENCY };
}
