import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { defineJob, whileHolding } from "@/lib/jobs";
import { endTurn } from "@/lib/turns";

/** A job in two writes with a pause between them, as around a call of the provider. Each leaves a mark that can be left once. */
export const step = defineJob({
  name: "step",
  payload: z.strictObject({ id: z.string() }),
  lane: "calls",
  handle: async (ctx, { id }) => {
    const mark = (key: string) =>
      whileHolding(ctx, async (tx) => {
        await tx.db.setting.create({ data: { key, value: ctx.job.leaseId } });
        if (key.startsWith("done")) await endTurn(tx, id);
      });
    if (await ctx.db.setting.findUnique({ where: { key: `done ${id}` } })) return;
    await mark(`begun ${id} ${ctx.job.leaseId}`);
    await delay(60 + Math.random() * 120);
    await mark(`done ${id}`);
  },
});
