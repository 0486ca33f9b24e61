import type { Context } from "@/lib/db";
import { fromStoredUsage } from "@/lib/metering";
import type { Usage } from "@/lib/metering/schema";
import type { JsonObject } from "@/lib/models/schema";
import type { CallState, CreationKind } from "./schema";

/** A call's row as those who move it on need it. */
export interface CallRow {
  id: string;
  userId: string;
  creationId: string;
  position: number;
  kind: CreationKind;
  modelId: string;
  state: CallState;
  body: JsonObject;
  seed: number | null;
  chargeId: string;
  estimate: Usage;
  job: string;
  traceId: string | null;
  submittedAt: Date | null;
  stoppedAt: Date | null;
}

const columns = {
  id: true,
  userId: true,
  creationId: true,
  position: true,
  kind: true,
  modelId: true,
  state: true,
  body: true,
  seed: true,
  chargeId: true,
  estimate: true,
  job: true,
  traceId: true,
  submittedAt: true,
  stoppedAt: true,
} as const;

/** A call that nobody else moves on until the transaction ends; undefined where it has gone with its person. */
export async function lockCall(tx: Context, id: string): Promise<CallRow | undefined> {
  await tx.db.$queryRaw`select id from creation_calls where id = ${id} for update`;
  const row = await tx.db.creationCall.findUnique({ where: { id }, select: columns });
  if (!row) return undefined;
  return {
    ...row,
    body: row.body as JsonObject,
    seed: row.seed === null ? null : Number(row.seed),
    estimate: fromStoredUsage(row.estimate),
  };
}
