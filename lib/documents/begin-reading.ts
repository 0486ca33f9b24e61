import { Readable } from "node:stream";
import { AppError, isAppError, newId } from "@/lib/core";
import { Prisma, systemContext, type Context } from "@/lib/db";
import { env } from "@/lib/env";
import { openAsset, requireAssets } from "@/lib/media";
import { limits } from "./limits";
import { ReadingFailure } from "./reader/failure";
import type { ExtractedPage } from "./reader/page-collector";
import { runReader } from "./reader-process";
import { readings } from "./readings";
import { saveFailure, saveReading, type Claim } from "./save-reading";

/** After a failure of ours, such as a database that is away. */
const RETRY_MS = 5_000;

/**
 * Takes the reading of a document that nobody else is reading, and begins. Who has the lease reads; whoever lost it
 * writes nothing. A reading that has broken off too often is given up.
 * @returns whether it was free to be taken
 */
export async function beginReading(ctx: Context, assetId: string): Promise<boolean> {
  const leaseId = newId();
  const [claimed] = await ctx.db.$queryRaw<{ attempts: number; userId: string }[]>(Prisma.sql`
    update documents set lease_id = ${leaseId}, attempts = attempts + 1,
      lease_until = clock_timestamp() + ${interval(env().JOB_LEASE_MS)}::interval
    from assets
    where asset_id = ${assetId} and assets.id = asset_id and state = 'reading'
      and (lease_until is null or lease_until < clock_timestamp())
    returning attempts, assets.user_id as "userId"`);
  if (!claimed) return false;
  const claim = { assetId, leaseId, userId: claimed.userId };
  if (claimed.attempts > limits.attempts) await saveFailure(ctx, claim, "damaged");
  else readInBackground(claim);
  return true;
}

function readInBackground(claim: Claim): void {
  const stop = new AbortController();
  const renewal = setInterval(() => {
    void renew(claim).then(
      (held) => held || stop.abort(),
      () => {},
    );
  }, env().JOB_LEASE_MS / 3);
  const ended = read(claim, stop.signal)
    .catch((error: unknown) => giveBack(claim, error, stop.signal.aborted))
    .finally(() => {
      clearInterval(renewal);
      readings().delete(claim.assetId);
    });
  readings().set(claim.assetId, { ended, stop: () => stop.abort() });
}

/** What the document itself is to blame for ends in its row. @throws whatever else goes wrong */
async function read(claim: Claim, signal: AbortSignal): Promise<void> {
  const ctx = systemContext();
  try {
    const [asset] = await requireAssets(ctx, [claim.assetId]);
    const pages: ExtractedPage[] = [];
    const extraction = await runReader({
      request: { name: asset!.name, mediaType: asset!.mediaType },
      person: claim.userId,
      open: async () => Readable.from((await openAsset(ctx, claim.assetId)).stream),
      onPage: (page) => pages.push(page),
      signal,
    });
    if (!extraction) throw new AppError("internal", "The document reader ended without a result.");
    await saveReading(ctx, claim, extraction, pages);
  } catch (error) {
    if (error instanceof ReadingFailure) await saveFailure(ctx, claim, error.reason);
    // Where the whole asset is gone, no row is left to be told.
    else if (isAppError(error) && error.code === "not_found") await saveFailure(ctx, claim, "damaged");
    else throw error;
  }
}

/** Leaves the document to the next sweep: at once where this process was told to stop, else a little later. */
async function giveBack({ assetId, leaseId }: Claim, error: unknown, stopped: boolean): Promise<void> {
  if (!stopped) {
    const cause = isAppError(error) ? `${error.message} ${String(error.details.cause ?? "")}` : String(error);
    console.error(`Could not read document ${assetId}: ${cause}`);
  }
  const delay = interval(stopped ? 0 : RETRY_MS);
  await systemContext()
    .db.$executeRaw(
      Prisma.sql`
      update documents set lease_id = null, lease_until = clock_timestamp() + ${delay}::interval,
        attempts = attempts - ${stopped ? 1 : 0}
      where asset_id = ${assetId} and lease_id = ${leaseId}`,
    )
    .catch(() => 0); // without the database the lease runs out by itself
}

/** @returns false when somebody else has it, or the document is gone */
async function renew({ assetId, leaseId }: Claim): Promise<boolean> {
  const rows = await systemContext().db.$executeRaw(Prisma.sql`
    update documents set lease_until = clock_timestamp() + ${interval(env().JOB_LEASE_MS)}::interval
    where asset_id = ${assetId} and lease_id = ${leaseId} and state = 'reading'`);
  return rows > 0;
}

const interval = (milliseconds: number) => `${milliseconds} milliseconds`;
