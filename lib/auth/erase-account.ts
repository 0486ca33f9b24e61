import { z } from "zod";
import { Prisma, type Context } from "@/lib/db";
import { defineJob } from "@/lib/jobs";

/** Rows of people who have left, until the rest of what was theirs is gone. No address can look like this. */
export const ERASED_PREFIX = "erased:";

const BATCH = 200;
const POLL_MS = 250;
const MAX_WAIT_MS = 10_000;

/**
 * Removes what a person who deleted their account had written, then the row. The account itself, its sessions and its
 * identity went when they asked. Amounts in the books stay under an id that leads to nobody.
 */
export const eraseAccount = defineJob({
  name: "erase-account",
  payload: z.object({ userId: z.string() }),
  attempts: 20,
  handle: async (ctx, { userId }) => {
    const row = await ctx.db.user.findUnique({ where: { id: userId }, select: { email: true } });
    if (!row?.email.startsWith(ERASED_PREFIX)) return;
    await answersEnded(ctx, userId);
    // In batches, so that no transaction is as large as what somebody has written in years. Files follow their rows.
    for (const table of [Prisma.sql`conversations`, Prisma.sql`assets`]) {
      for (let removed = 1; removed > 0;) {
        removed = await ctx.db.$executeRaw(Prisma.sql`
          delete from ${table} where id in (select id from ${table} where user_id = ${userId} limit ${BATCH})`);
      }
    }
    await ctx.db.user.deleteMany({ where: { id: userId } });
  },
});

/** Answers still being made were told to stop; their owners settle them best while the rows exist. */
async function answersEnded(ctx: Context, userId: string): Promise<void> {
  for (let waited = 0; waited < MAX_WAIT_MS; waited += POLL_MS) {
    const running = await ctx.db.generation.count({ where: { userId, state: "streaming" } });
    if (!running || ctx.signal?.aborted) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
