import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";
import { env } from "@/lib/env";
import { listModels } from "./list-models";
import type { ModelSummary } from "./schema";

/** Good at most things for little money, in the order tried; without any of them the cheapest able model. */
const generalists = [
  "deepseek-ai/DeepSeek-V3.2",
  "deepseek-ai/DeepSeek-V3.1-Terminus",
  "deepseek-ai/DeepSeek-V3",
  "Qwen/Qwen3-32B",
];
/** Small and quick, with nothing to think over. */
const titlers = ["Qwen/Qwen2.5-7B-Instruct", "Qwen/Qwen3-8B", "Qwen/Qwen3-30B-A3B-Instruct-2507"];

/**
 * The model of a new conversation: CHAT_DEFAULT_MODEL while it is on offer, else a sensible one that is.
 * @throws AppError `unsupported` with reason `no_model` where no chat model is offered
 */
export async function defaultChatModel(ctx: Context): Promise<ModelSummary> {
  const offered = await listModels(ctx, { subType: "chat" });
  const model =
    named(offered, [env().CHAT_DEFAULT_MODEL, ...generalists]) ??
    cheapest(offered.filter(({ capabilities }) => capabilities.tools)) ??
    cheapest(offered);
  if (model) return model;
  throw new AppError("unsupported", "No chat model is on offer. An administrator can set a price for one.", {
    reason: "no_model",
  });
}

/** The model that names conversations: CHAT_TITLE_MODEL while it is on offer, else a small one that need not think. */
export async function titleModel(ctx: Context): Promise<ModelSummary> {
  const offered = await listModels(ctx, { subType: "chat" });
  return (
    named(offered, [env().CHAT_TITLE_MODEL, ...titlers]) ??
    cheapest(offered.filter(({ capabilities }) => !capabilities.reasoning || capabilities.thinkingSwitch)) ??
    (await defaultChatModel(ctx))
  );
}

function named(models: ModelSummary[], ids: (string | undefined)[]): ModelSummary | undefined {
  for (const id of ids) {
    const model = models.find((candidate) => candidate.id === id);
    if (model) return model;
  }
  return undefined;
}

function cheapest(models: ModelSummary[]): ModelSummary | undefined {
  return models.toSorted((first, second) => Number(costOf(first) - costOf(second)))[0];
}

/** A plain measure to compare by: what a token in and a token out cost together. */
export function costOf(model: ModelSummary): bigint {
  return model.prices
    .filter(({ unit }) => unit !== "cached_input_tokens")
    .reduce((total, { rateNanos }) => total + BigInt(rateNanos), 0n);
}
