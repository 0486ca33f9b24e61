import type { Context } from "@/lib/db";
import type { CreationReceipt } from "@/lib/creations/schema";
import type { JsonObject } from "@/lib/models/schema";

export interface ManifestRow {
  id: string;
  name: string;
  kind: string;
  mediaType: string;
  sizeBytes: number;
  sha256: string;
  width: number | null;
  height: number | null;
  durationMs: number | null;
  origin: string;
  modelId: string | null;
  prompt: string;
  createdAt: Date;
  request: JsonObject | null;
  seed: bigint | null;
  receipt: CreationReceipt | null;
}

/** What an archive says of one of its files. */
export interface ManifestEntry extends Omit<ManifestRow, "createdAt" | "seed" | "receipt" | "request"> {
  /** its name in the archive; absent where the file is missing */
  file?: string;
  /** why it is not there */
  missing?: string;
  createdAt: string;
  seed: number | null;
  /** as sent to the model, without pictures */
  parameters: JsonObject | null;
  request: JsonObject | null;
  /** of the call that made it, and perhaps others with it */
  cost: { nanos: string; currency: string } | null;
  traceId: string | null;
}

/** The rows of these items that are the person's and not in the trash, in the order of their ids. */
export async function readManifestRows(ctx: Context, userId: string, ids: readonly string[]): Promise<ManifestRow[]> {
  return ctx.db.$queryRaw<ManifestRow[]>`
    select a.id, a.name, a.kind::text, a.media_type as "mediaType", a.size_bytes as "sizeBytes", a.sha256, a.width,
      a.height, a.duration_ms as "durationMs", a.origin::text, a.model_id as "modelId", a.prompt,
      a.created_at as "createdAt", c.request, k.seed, k.receipt
    from unnest(${[...ids]}::text[]) with ordinality as wanted (id, place)
    join assets a on a.id = wanted.id
    left join creation_outputs o on o.asset_id = a.id
    left join creation_calls k on k.id = o.call_id
    left join creations c on c.id = k.creation_id
    where a.user_id = ${userId} and a.trashed_at is null
    order by wanted.place`;
}

export function toEntry(
  { createdAt, seed, receipt, request, ...row }: ManifestRow,
  place: { file: string } | { missing: string },
): ManifestEntry {
  return {
    ...place,
    ...row,
    createdAt: createdAt.toISOString(),
    seed: seed === null ? (receipt?.seed ?? null) : Number(seed),
    parameters: receipt?.parameters ?? null,
    request,
    cost: receipt ? { nanos: receipt.costNanos, currency: receipt.currency } : null,
    traceId: receipt?.traceId ?? null,
  };
}
