import { AppError } from "@/lib/core";
import { inTransaction, publish, type Context } from "@/lib/db";
import { env } from "@/lib/env";
import { forgetCatalogue, MODELS_CHANNEL } from "./catalogue";
import { requireAdministrator } from "./list-models";
import { rateOf, SetPriceInput } from "./schema";

/**
 * Sets what a model costs from now on, in the installation's currency. Earlier prices stay as they were, and so does
 * every charge that was opened under them.
 * @throws AppError `forbidden`, `not_found`, `invalid_input` for an amount that is no whole number of nanos per unit
 */
export async function setPrice(ctx: Context, input: SetPriceInput): Promise<void> {
  requireAdministrator(ctx);
  const { id, prices, source, sourcedOn } = SetPriceInput.parse(input);
  const currency = env().CURRENCY;
  const rates = prices.map(({ unit, amount, amountPer }) => {
    const rateNanos = rateOf(amount, amountPer);
    if (rateNanos !== undefined) return { unit, rateNanos };
    throw new AppError("invalid_input", `The price of ${unit} is finer than a billionth for a single one.`, {
      field: "price.prices",
    });
  });
  const createdById = "userId" in ctx.actor ? ctx.actor.userId : "system";
  await inTransaction(ctx, async (tx) => {
    if (!(await tx.db.model.findUnique({ where: { id }, select: { id: true } }))) {
      throw new AppError("not_found", "There is no such model.", { field: "id" });
    }
    await tx.db.price.createMany({
      data: rates.map((rate) => ({
        ...rate,
        ...{ modelId: id, currency, source, sourcedOn: new Date(sourcedOn), effectiveFrom: tx.now, createdById },
      })),
    });
    const details = Object.fromEntries(rates.map(({ unit, rateNanos }) => [unit, String(rateNanos)]));
    await tx.db.auditEvent.create({
      data: {
        ...{ at: tx.now, actorId: createdById, action: "model.price_set", targetId: id },
        details: { currency, source, sourcedOn, ratesNanos: details },
      },
    });
    await publish(MODELS_CHANNEL, id, tx.db);
  });
  forgetCatalogue();
}
