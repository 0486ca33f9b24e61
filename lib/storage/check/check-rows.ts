import { inTransaction, Prisma, type Context } from "@/lib/db";
import type { Storage } from "../storage";
import type { RunningCheck } from "./continue-check";

const BATCH = 500;
const AT_ONCE = 8;

interface Row {
  id: string;
  key: string;
  thumbnailKey: string | null;
  sizeBytes: number;
}

interface Missing {
  key: string;
  assetId: string;
  sizeBytes: number;
}

/** Looks for the files of the next rows. Half a file is none. */
export async function checkRows(ctx: Context, files: Storage, check: RunningCheck): Promise<void> {
  // A storage that is away fails here: it must not look like one that has nothing.
  await files.list();
  const rows = await ctx.db.asset.findMany({
    where: check.cursor === null ? {} : { id: { gt: check.cursor } },
    orderBy: { id: "asc" },
    take: BATCH,
    select: { id: true, key: true, thumbnailKey: true, sizeBytes: true },
  });
  const missing = await missingOf(files, rows);
  await inTransaction(ctx, async (tx) => {
    const cursor = rows.at(-1)?.id;
    const moved = await tx.db.storageCheck.updateMany({
      where: { id: check.id, phase: "rows", cursor: check.cursor },
      data: {
        ...(cursor === undefined ? { phase: "files", cursor: null } : { cursor }),
        rowCount: { increment: rows.length },
        missingCount: { increment: missing.length },
      },
    });
    if (moved.count === 0 || missing.length === 0) return;
    await tx.db.$executeRaw(Prisma.sql`
      insert into storage_findings (check_id, kind, key, asset_id, size_bytes)
      select ${check.id}, 'missing', key, asset_id, size_bytes
      from jsonb_to_recordset(${JSON.stringify(missing.map(toRecord))}::jsonb) as found (key text, asset_id text, size_bytes bigint)
      on conflict do nothing`);
  });
}

async function missingOf(files: Storage, rows: Row[]): Promise<Missing[]> {
  const missing: Missing[] = [];
  const left = [...rows];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let row = left.pop(); row; row = left.pop()) {
        if ((await files.sizeOf(row.key)) !== row.sizeBytes) {
          missing.push({ key: row.key, assetId: row.id, sizeBytes: row.sizeBytes });
        } else if (row.thumbnailKey !== null && (await files.sizeOf(row.thumbnailKey)) === undefined) {
          missing.push({ key: row.thumbnailKey, assetId: row.id, sizeBytes: 0 });
        }
      }
    }),
  );
  return missing;
}

const toRecord = ({ key, assetId, sizeBytes }: Missing) => ({ key, asset_id: assetId, size_bytes: sizeBytes });
