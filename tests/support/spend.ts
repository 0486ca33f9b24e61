import { listModels } from "@/lib/models";
import { openCharge, settleCharge } from "@/lib/metering";
import { systemContext } from "@/lib/db";
import type { Login } from "./login";

/** Opens and settles a charge for a person, as a chat would. @returns the model's name and the cost in nanos */
export async function spend(person: Login, tokens: { input: number; output: number }) {
  const models = await listModels(systemContext(), { subType: "chat" });
  const model = models.find(({ prices }) => prices.some(({ rateNanos }) => rateNanos !== "0"));
  if (!model) throw new Error("The catalogue offers no chat model that costs anything.");
  const usage = { input_tokens: tokens.input, output_tokens: tokens.output };
  const { id } = await openCharge(person.ctx, {
    userId: person.userId,
    modelId: model.id,
    purpose: "chat",
    estimate: usage,
  });
  const { costNanos } = await settleCharge(person.ctx, {
    chargeId: id,
    usage,
    basis: "reported",
    outcome: "complete",
    traceId: "ti_0123456789",
  });
  return { model, costNanos };
}
