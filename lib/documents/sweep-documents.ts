import { Prisma, type Context } from "@/lib/db";
import { beginReading } from "./begin-reading";
import { limits } from "./limits";
import { readings } from "./readings";

/**
 * Takes up readings whose process died or was stopped. They go on by themselves, as many as this process can do at once.
 * @returns how many were taken up
 */
export async function sweepDocuments(ctx: Context): Promise<number> {
  const room = limits.readers - readings().size;
  if (room <= 0) return 0;
  const left = await ctx.db.$queryRaw<{ assetId: string }[]>(Prisma.sql`
    select asset_id as "assetId" from documents
    where state = 'reading' and (lease_until is null or lease_until < clock_timestamp())
    order by created_at limit ${room}`);
  let taken = 0;
  for (const { assetId } of left) if (await beginReading(ctx, assetId)) taken++;
  return taken;
}
