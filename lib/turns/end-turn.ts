import { publish, type SqlContext } from "@/lib/db";

/** The call is over, or was handed to the provider's own queue: whoever waits goes on. Ending it again changes nothing. */
export async function endTurn(ctx: SqlContext, key: string): Promise<void> {
  if (await ctx.db.$executeRaw`delete from turns where key = ${key}`) await publish("turns", "ended", ctx.db);
}
