import { newId } from "@/lib/core";
import { creationJobs, findCreation } from "@/lib/creations";
import type { Creation } from "@/lib/creations/schema";
import { database, systemContext, type Context } from "@/lib/db";
import { imageJobs } from "@/lib/images";
import { StartImagesInput } from "@/lib/images/schema";
import { runDueJobs, type RunnableJob } from "@/lib/jobs";
import { grantTurns } from "@/lib/turns";
import { providerDouble, type ProviderDoubleOptions } from "@/tests/support/provider-double";

export { makePerson } from "../chat/support";

/** Sizes of 1328 × 1328; one picture at a time. */
export const model = "Qwen/Qwen-Image";
/** Makes four pictures in one call. Free of charge. */
export const batching = "Kwai-Kolors/Kolors";
/** Changes one to three pictures. */
export const editing = "Qwen/Qwen-Image-Edit-2509";
export const chatModel = "deepseek-ai/DeepSeek-V3";
/** nano-units of one picture of `model` */
export const price = 42_000_000n;

export interface LedgerEntry {
  model: string;
  traceId: string;
  quantities: Record<string, number>;
  currency: string;
  costNanos: string;
  outcome: string;
}

export interface SentRequest {
  path: string;
  model: string;
  status: number;
  fault?: string;
  body: Record<string, unknown>;
  unknownFields: string[];
}

/** The application's studios against a provider's double of their own. */
export function imagesWithSimulator({ environment, ...options }: ProviderDoubleOptions = {}) {
  const double = providerDouble({
    ...{ tokensPerSecond: 0, imageMs: 20, currencyRates: { CNY: "0.14" }, ...options },
    environment: {
      ...{ PROVIDER_GAP_TIMEOUT_MS: "4000", CURRENCY_RATES: "CNY=0.14", JOB_LEASE_MS: "2000" },
      ...environment,
    },
  });
  return {
    control: double.control,
    /** at the making of pictures unless told otherwise */
    fault: (name: string, more: object = {}) => double.fault(name, { match: { path: "/images/generations" }, ...more }),
    ledger: () => double.ledger<LedgerEntry>(),
    /** @param path a beginning of the paths that are meant */
    requests: async (path = "/v1/images/generations") =>
      (await double.requests<SentRequest>()).filter((each) => each.path.startsWith(path)),
  };
}

const jobs: readonly RunnableJob[] = [...imageJobs, ...creationJobs];

/** Gives turns and runs jobs until nothing is due any more, or its time is up: then what runs is broken off. */
export async function work(budgetMs = 1_500): Promise<void> {
  await grantTurns(systemContext(), jobs);
  await runDueJobs(systemContext(), jobs, { budgetMs });
}

interface Person {
  userId: string;
  ctx: () => Context;
}

/** Works until nothing of a creation is under way. */
export async function finished(person: Person, id: string, timeoutMs = 18_000): Promise<Creation> {
  const since = performance.now();
  for (;;) {
    const creation = await findCreation(person.ctx(), { id });
    if (creation.calls.every(({ endedAt }) => endedAt !== null)) return creation;
    if (performance.now() - since > timeoutMs) throw new Error(JSON.stringify(creation.calls, null, 2));
    await round();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** What is due, to its end: however slow the machine is, nothing that has begun is broken off. */
async function round(): Promise<void> {
  await grantTurns(systemContext(), jobs);
  await runDueJobs(systemContext(), jobs);
}

/** As a browser would send it. */
export function wish(more: Partial<StartImagesInput> = {}): StartImagesInput {
  return StartImagesInput.parse({ modelId: model, prompt: "A fox in the snow", requestKey: newId(), ...more });
}

/** What a person has spent and what is held of it, in nanos. */
export async function spendingOf({ userId }: Person): Promise<{ spent: bigint; held: bigint }> {
  const row = await database().allowance.findFirst({ where: { userId } });
  return { spent: row?.spentNanos ?? 0n, held: row?.heldNanos ?? 0n };
}
