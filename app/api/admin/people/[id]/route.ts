import { z } from "zod";
import { updatePerson } from "@/lib/auth";
import { IdParams, PersonInput } from "@/lib/auth/schema";
import { inTransaction } from "@/lib/db";
import { route } from "@/lib/http";
import { setMonthlyLimit, spendingOf } from "@/lib/metering";
import { setStorageLimit, storageOf } from "@/lib/storage";
import { StorageLimitInput } from "@/lib/storage/schema";

/** `monthlyLimit`: decimal nanos of the installation's currency; null is no limit. `storageLimit`: as `StorageLimitInput`. */
const Change = PersonInput.extend({
  monthlyLimit: z
    .string()
    .regex(/^\d{1,18}$/, "Give an amount in nanos.")
    .nullable()
    .optional(),
  storageLimit: StorageLimitInput.shape.limit.optional(),
});

/** PATCH /api/admin/people/:id: role, disabled, monthlyLimit, storageLimit; all of them or, if one is refused, none. */
export const PATCH = route({
  access: "admin",
  params: IdParams,
  body: Change,
  handle: async ({ ctx, params, body }) => {
    const { monthlyLimit, storageLimit, ...change } = body;
    const person = await inTransaction(ctx, async (tx) => {
      const person = await updatePerson(tx, { ...params, ...change });
      if (monthlyLimit !== undefined) {
        const monthlyNanos = monthlyLimit === null ? null : BigInt(monthlyLimit);
        await setMonthlyLimit(tx, { userId: params.id, monthlyNanos });
      }
      if (storageLimit !== undefined) await setStorageLimit(tx, { userId: params.id, limit: storageLimit });
      const [spending] = await spendingOf(tx, [params.id]);
      const [storage] = await storageOf(tx, [params.id]);
      return { ...spending, storage, ...person };
    });
    return Response.json({ person });
  },
});
