import { inTransaction, type Context } from "@/lib/db";
import { AppError } from "@/lib/core";
import { forgetCatalogue } from "./catalogue";
import { listAdminModels } from "./list-admin-models";
import { setHidden } from "./set-hidden";
import { setPrice } from "./set-price";
import type { AdminModel, UpdateModelInput } from "./schema";

/**
 * Changes what an administrator decides about a model, all of it or nothing.
 * @returns the model as it is now
 * @throws AppError as `setPrice` and `setHidden` do
 */
export async function updateModel(ctx: Context, { id, hidden, price }: UpdateModelInput): Promise<AdminModel> {
  await inTransaction(ctx, async (tx) => {
    if (price) await setPrice(tx, { id, ...price });
    if (hidden !== undefined) await setHidden(tx, { id, hidden });
  });
  forgetCatalogue();
  const model = (await listAdminModels(ctx)).find((candidate) => candidate.id === id);
  if (!model) throw new AppError("not_found", "There is no such model.", { field: "id" });
  return model;
}
