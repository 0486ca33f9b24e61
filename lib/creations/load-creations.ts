import type { Prisma, Context } from "@/lib/db";
import { findAssets } from "@/lib/media";
import { namesOf } from "@/lib/models";
import { placesOf } from "@/lib/turns";
import { noCreation } from "./person";
import type { Creation } from "./schema";
import { toCreation } from "./to-creation";
import { usualTimes } from "./usual-times";

const outputColumns = { id: true, position: true, state: true, assetId: true, failure: true } as const;

const callColumns = {
  id: true,
  position: true,
  state: true,
  seed: true,
  costNanos: true,
  currency: true,
  createdAt: true,
  submittedAt: true,
  endedAt: true,
  receipt: true,
  failure: true,
  outputs: { select: outputColumns, orderBy: { position: "asc" } },
} as const;

export const creationColumns = {
  id: true,
  kind: true,
  modelId: true,
  prompt: true,
  request: true,
  createdAt: true,
  calls: { select: callColumns, orderBy: { position: "asc" } },
} as const satisfies Prisma.CreationSelect;

export type CreationRow = Prisma.CreationGetPayload<{ select: typeof creationColumns }>;

/** Rows of creations as their person sees them, with everything that stands elsewhere. */
export async function toCreations(ctx: Context, rows: readonly CreationRow[]): Promise<Creation[]> {
  const calls = rows.flatMap((row) => row.calls);
  const waiting = calls.filter(({ state }) => state === "waiting").map(({ id }) => id);
  const assetIds = calls.flatMap(({ outputs }) => outputs.flatMap(({ assetId }) => assetId ?? []));
  const modelIds = [...new Set(rows.map(({ modelId }) => modelId))];
  const [assets, places, names, usual] = await Promise.all([
    findAssets(ctx, assetIds),
    waiting.length > 0 ? placesOf(ctx, waiting) : new Map<string, number>(),
    namesOf(ctx, modelIds),
    usualTimes(ctx, modelIds),
  ]);
  return rows.map((row) => toCreation(row, { assets, places, names, usual }));
}

/** A creation whose owner has been made sure of. */
export async function loadCreation(ctx: Context, id: string): Promise<Creation> {
  const row = await ctx.db.creation.findUnique({ where: { id }, select: creationColumns });
  if (!row) throw noCreation();
  return (await toCreations(ctx, [row]))[0]!;
}
