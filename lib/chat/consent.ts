import { systemContext } from "@/lib/db";
import { env } from "@/lib/env";
import type { LiveGeneration } from "./live-generation";

const lookMs = 1_000;

/**
 * Waits until the person decides about a call, in this process or another. Silence is a no after TOOL_CONSENT_MS, and
 * so is the answer's end.
 */
export function waitForConsent(live: LiveGeneration, callId: string): Promise<boolean> {
  return new Promise((resolve) => {
    const decided = (allowed: boolean) => {
      clearTimeout(limit);
      clearInterval(looking);
      live.signal.removeEventListener("abort", refused);
      forget();
      resolve(allowed);
    };
    const refused = () => decided(false);
    const forget = live.ask(callId, decided);
    const limit = setTimeout(refused, env().TOOL_CONSENT_MS);
    // Signals may be missed.
    const looking = setInterval(() => void lookForConsents(live), lookMs);
    live.signal.addEventListener("abort", refused, { once: true });
    if (live.signal.aborted) refused();
  });
}

/** Reads what was decided in other processes. What cannot be read now is read at the next look. */
export async function lookForConsents(live: LiveGeneration): Promise<void> {
  if (!live.isAsking) return;
  const rows = await systemContext()
    .db.toolConsent.findMany({ where: { generationId: live.id }, select: { callId: true, allowed: true } })
    .catch(() => []);
  for (const { callId, allowed } of rows) live.decide(callId, allowed);
}
