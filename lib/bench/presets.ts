import { AppError, newId } from "@/lib/core";
import { inTransaction, type Context, type Prisma } from "@/lib/db";
import { requirePerson } from "./person";
import { toPreset } from "./rows";
import { mostPresets, type BenchPreset, type SavePresetInput } from "./schema";

/** The person's own presets, by mode and name. */
export async function listPresets(ctx: Context): Promise<BenchPreset[]> {
  const rows = await ctx.db.benchPreset.findMany({
    where: { userId: requirePerson(ctx) },
    orderBy: [{ mode: "asc" }, { name: "asc" }],
  });
  return rows.map(toPreset);
}

/**
 * Keeps a request under a name; one of the same name and mode is replaced.
 * @throws AppError `conflict` with reason `too_many_presets`
 */
export async function savePreset(ctx: Context, { name, request }: SavePresetInput): Promise<BenchPreset> {
  const userId = requirePerson(ctx);
  const { mode } = request;
  return inTransaction(ctx, async (tx) => {
    await tx.db.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`bench-presets:${userId}`}, 0))`;
    const others = await tx.db.benchPreset.count({ where: { userId, NOT: { mode, name } } });
    if (others >= mostPresets) {
      throw new AppError("conflict", `At most ${mostPresets} presets can be kept. Delete one first.`, {
        reason: "too_many_presets",
      });
    }
    const kept = { request: request as unknown as Prisma.InputJsonObject, updatedAt: tx.now };
    const row = await tx.db.benchPreset.upsert({
      where: { userId_mode_name: { userId, mode, name } },
      create: { id: newId(), userId, mode, name, ...kept },
      update: kept,
    });
    return toPreset(row);
  });
}

/** @throws AppError `not_found` */
export async function deletePreset(ctx: Context, { id }: { id: string }): Promise<void> {
  const { count } = await ctx.db.benchPreset.deleteMany({ where: { id, userId: requirePerson(ctx) } });
  if (count === 0) throw new AppError("not_found", "This preset does not exist, or no longer.");
}
