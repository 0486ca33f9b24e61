import type { SqlContext } from "@/lib/db";
import { settleCharge } from "@/lib/metering";

/** One upload, for which the provider asks nothing. It stands in the books all the same. */
export const uploadUsage = { requests: 1 };
export const uploadRates = { requests: 0n };

interface UploadEnd {
  outcome: "complete" | "unknown";
  traceId?: string | undefined;
}

/**
 * Writes down how an upload ended, as soon as that is known. The first to say it is right.
 * @param chargeId null: nothing was sent
 */
export async function settleUpload(
  ctx: SqlContext,
  chargeId: string | null,
  { outcome, traceId }: UploadEnd,
): Promise<void> {
  if (chargeId === null) return;
  await settleCharge(ctx, {
    ...{ chargeId, usage: uploadUsage, basis: outcome === "complete" ? "measured" : "estimated", outcome },
    ...(traceId !== undefined && { traceId }),
  });
}
