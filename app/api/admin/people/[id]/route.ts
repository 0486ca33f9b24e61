import { z } from "zod";
import { updatePerson } from "@/lib/auth";
import { IdParams, PersonInput } from "@/lib/auth/schema";
import { inTransaction } from "@/lib/db";
import { route } from "@/lib/http";
import { setMonthlyLimit, spendingOf } from "@/lib/metering";

/** `monthlyLimit`: decimal nanos of the installation's currency; null is no limit. */
const Change = PersonInput.extend({
  monthlyLimit: z
    .string()
    .regex(/^\d{1,18}$/, "Give an amount in nanos.")
    .nullable()
    .optional(),
});

/** PATCH /api/admin/people/:id: role, disabled, monthlyLimit; all of them or, if one is refused, none. */
export const PATCH = route({
  access: "admin",
  params: IdParams,
  body: Change,
  handle: async ({ ctx, params, body }) => {
    const { monthlyLimit, ...change } = body;
    const person = await inTransaction(ctx, async (tx) => {
      const person = await updatePerson(tx, { ...params, ...change });
      if (monthlyLimit !== undefined) {
        const monthlyNanos = monthlyLimit === null ? null : BigInt(monthlyLimit);
        await setMonthlyLimit(tx, { userId: params.id, monthlyNanos });
      }
      const [spending] = await spendingOf(tx, [params.id]);
      return { ...spending, ...person };
    });
    return Response.json({ person });
  },
});
