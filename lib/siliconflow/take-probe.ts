import { database } from "@/lib/db";

/** The least time between two probes of one circuit, a little less than processes wait, so that no turn is missed. */
const intervalMs = 950;

/**
 * Takes the turn to find out whether a circuit is back. In an outage this is asked once a second by each process; where
 * the database cannot say, the answer is yes, since a call too many is better than none.
 */
export async function takeProbe(circuit: string): Promise<boolean> {
  try {
    const taken = await database().$executeRaw`
      insert into throttles as t (key, count, window_ends_at)
      values (${`probe:${circuit}`}, 1, clock_timestamp() + ${intervalMs}::int * interval '1 millisecond')
      on conflict (key) do update set window_ends_at = excluded.window_ends_at where t.window_ends_at <= clock_timestamp()`;
    return taken === 1;
  } catch {
    return true;
  }
}
