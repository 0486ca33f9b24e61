import { createHash } from "node:crypto";
import type { Context } from "@/lib/db";
import type { Voice as ProviderVoice } from "@/lib/siliconflow";
import { noVoice } from "./person";
import { reconcileVoices } from "./reconcile";

/** What stands for a voice that only the provider has: its address works for whoever has the key. */
export function keyOf(uri: string): string {
  return createHash("sha256").update(uri).digest("hex");
}

/** @throws AppError `not_found` where it is gone, or somebody's by now; ProviderError */
export async function requireUnknownVoice(ctx: Context, key: string): Promise<ProviderVoice> {
  const found = (await reconcileVoices(ctx)).find(({ uri }) => keyOf(uri) === key);
  if (!found) throw noVoice();
  return found;
}
