import type { CallState } from "@/lib/creations/schema";
import type { TranscriptionState } from "./schema";

/** What is shown of how far it has come. Pure. */
export function stateOf(
  stage: "reading" | "working" | "over",
  parts: readonly { state: CallState }[],
): TranscriptionState {
  if (stage !== "over") return stage;
  const done = parts.filter(({ state }) => state === "done").length;
  if (done === parts.length) return "done";
  return done === 0 ? "failed" : "incomplete";
}
