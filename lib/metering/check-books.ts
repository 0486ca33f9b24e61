import type { Context } from "@/lib/db";
import { requireAdministrator } from "./access";

/** A sum that two tables disagree about. Empty books have none. */
export interface BookDifference {
  /** spent: ledger less refunds, and allowance; held: open charges with slices, and allowance; days: ledger and daily sums */
  kind: "spent" | "held" | "days";
  userId: string;
  /** the period, or the day */
  when: string;
  /** what the rows say that stand for single calls */
  expectedNanos: bigint;
  /** what is kept as a sum */
  foundNanos: bigint;
}

/**
 * Compares the sums we keep with the rows they stand for. All of them are read in one moment, so a difference is a
 * fault and not a call under way. Reads the whole ledger: for tests and administrators, not for requests.
 * @throws AppError `forbidden`
 */
export async function checkBooks(ctx: Context): Promise<BookDifference[]> {
  requireAdministrator(ctx);
  return ctx.db.$queryRaw<BookDifference[]>`
    with spent as (
      select user_id, period as "when", sum(nanos)::bigint as nanos from (
        select c.user_id, c.period, l.cost_nanos as nanos from ledger_entries l join charges c on c.id = l.charge_id
        union all select user_id, period, -nanos from refunds
      ) as spendings group by 1, 2
    ), held as (
      select user_id, period as "when", sum(nanos)::bigint as nanos from (
        select user_id, period, hold_nanos as nanos from charges where state = 'open' and lease_id is null
        union all select user_id, period, amount_nanos from allowance_leases
      ) as holds group by 1, 2
    ), days as (
      select user_id, (at at time zone 'UTC')::date::text as "when", sum(cost_nanos)::bigint as nanos
      from ledger_entries group by 1, 2
    ), kept_days as (
      select user_id, day::text as "when", sum(cost_nanos)::bigint as nanos from usage_days group by 1, 2
    ), compared as (
      select 'spent' as kind, coalesce(e.user_id, a.user_id) as "userId", coalesce(e."when", a.period) as "when",
        coalesce(e.nanos, 0) as "expectedNanos", coalesce(a.spent_nanos, 0) as "foundNanos"
      from spent e full join allowances a on a.user_id = e.user_id and a.period = e."when"
      union all
      select 'held', coalesce(e.user_id, a.user_id), coalesce(e."when", a.period), coalesce(e.nanos, 0), coalesce(a.held_nanos, 0)
      from held e full join allowances a on a.user_id = e.user_id and a.period = e."when"
      union all
      select 'days', coalesce(e.user_id, d.user_id), coalesce(e."when", d."when"), coalesce(e.nanos, 0), coalesce(d.nanos, 0)
      from days e full join kept_days d on d.user_id = e.user_id and d."when" = e."when"
    )
    select * from compared where "expectedNanos" <> "foundNanos" order by 2, 3, 1`;
}
