import { AppError } from "@/lib/core";
import { inSqlTransaction, now, type SqlContext } from "@/lib/db";
import { requireAdministrator } from "./access";

export interface RefundChargeInput {
  chargeId: string;
  /** all of what was not yet given back, unless given; never more than that */
  nanos?: bigint;
  /** why, and for which of the call's results: each reason refunds a charge once */
  reason: string;
}

/**
 * Gives a person back what a call cost whose result was lost after the provider had been paid: their allowance of the
 * charge's period has that much less spent. The ledger keeps the call, since the installation has paid for it.
 * @throws AppError `not_found` for an unknown charge, `conflict` while it is open, `forbidden` for people
 */
export async function refundCharge(ctx: SqlContext, { chargeId, nanos, reason }: RefundChargeInput): Promise<void> {
  requireAdministrator(ctx);
  await inSqlTransaction(ctx, async (tx) => {
    // In a statement of its own, so that the sum of refunds is read when nobody else can add to it.
    const [charge] = await tx.db.$queryRaw<{ state: string; cost: bigint | null }[]>`
      select state::text, cost_nanos as cost from charges where id = ${chargeId} for update`;
    if (!charge) throw new AppError("not_found", "There is no such charge.");
    if (charge.state === "open") throw new AppError("conflict", "This charge is still open.");
    if (charge.state === "cancelled") return;
    await writeRefund(tx, { chargeId, reason, nanos: nanos ?? charge.cost ?? 0n });
  });
}

async function writeRefund(tx: SqlContext, { chargeId, reason, nanos }: Required<RefundChargeInput>): Promise<void> {
  await tx.db.$executeRaw`
    with rest as (
      select c.id, c.user_id, c.period, c.currency,
        least(${nanos}::bigint, c.cost_nanos - coalesce((select sum(nanos) from refunds where charge_id = c.id), 0))::bigint as nanos
      from charges c where c.id = ${chargeId}
    ), refund as (
      insert into refunds (charge_id, reason, user_id, period, nanos, currency, at)
      select id, ${reason}, user_id, period, nanos, currency, ${now()}::timestamptz from rest where nanos > 0
      on conflict (charge_id, reason) do nothing
      returning user_id, period, nanos
    )
    update allowances as a set spent_nanos = a.spent_nanos - refund.nanos
    from refund where a.user_id = refund.user_id and a.period = refund.period`;
}
