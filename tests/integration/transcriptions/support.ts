import { afterEach } from "vitest";
import { createHash } from "node:crypto";
import { newId } from "@/lib/core";
import { database, now, systemContext, type Context } from "@/lib/db";
import { runDueJobs } from "@/lib/jobs";
import { setPrice } from "@/lib/models";
import { storage } from "@/lib/storage";
import { findTranscription, transcriptionJobs } from "@/lib/transcriptions";
import { StartTranscriptionInput, type Transcription } from "@/lib/transcriptions/schema";
import { grantTurns } from "@/lib/turns";
import { providerDouble, type ProviderDoubleOptions } from "@/tests/support/provider-double";

export { makePerson } from "../chat/support";

/** Free of charge in the catalogue. */
export const model = "FunAudioLLM/SenseVoiceSmall";
/** nano-units of one call where a test makes it cost something */
export const price = 3_000_001n;

export interface LedgerEntry {
  model: string;
  quantities: Record<string, number>;
  costNanos: string;
}

export interface SentRequest {
  path: string;
  status: number;
  bodyBytes: number;
}

/** The application against a provider's double of its own. */
export function transcriptionsWithSimulator({ environment, ...options }: ProviderDoubleOptions = {}) {
  const double = providerDouble({
    ...{ currencyRates: { CNY: "0.14" }, ...options },
    environment: {
      ...{ PROVIDER_GAP_TIMEOUT_MS: "4000", CURRENCY_RATES: "CNY=0.14", JOB_LEASE_MS: "2000" },
      ...environment,
    },
  });
  afterEach(async () => {
    await database().setting.deleteMany({ where: { key: "transcriptions.missing" } });
    await database().turnPause.deleteMany();
  });
  return {
    control: double.control,
    fault: (name: string, more: object = {}) =>
      double.fault(name, { match: { path: "/audio/transcriptions" }, ...more }),
    ledger: () => double.ledger<LedgerEntry>(),
    requests: async () =>
      (await double.requests<SentRequest>()).filter(({ path }) => path === "/v1/audio/transcriptions"),
  };
}

/** Makes the model cost something, here and at the provider. */
export async function makeDear(
  control: (method: string, path: string, body?: unknown) => Promise<unknown>,
): Promise<void> {
  const amount = "0.003000001";
  await control("POST", "/models", { id: model, rates: { USD: { requests: Number(price) } } });
  await setPrice(systemContext(), {
    id: model,
    prices: [{ unit: "requests", amount, amountPer: 1 }],
    source: "test",
    sourcedOn: "2026-11-01",
  });
}

interface Person {
  userId: string;
  ctx: () => Context;
}

/** A recording of a person's, as an upload leaves it. */
export async function keepRecording(
  { userId }: Pick<Person, "userId">,
  bytes: Buffer,
  more: { durationMs?: number | null; name?: string; mediaType?: string } = {},
): Promise<string> {
  const [id, key] = [newId(), newId()];
  const { sizeBytes } = await storage().put(key, new Uint8Array(bytes));
  await database().asset.create({
    data: {
      ...{ id, userId, key, kind: "audio", name: "talk.wav", mediaType: "audio/wav", sizeBytes, createdAt: now() },
      sha256: createHash("sha256").update(bytes).digest("hex"),
      durationMs: Math.round((bytes.length - 44) / 32),
      ...more,
    },
  });
  return id;
}

/** As a browser would send it. */
export function wish(assetId: string, more: Partial<StartTranscriptionInput> = {}): StartTranscriptionInput {
  return StartTranscriptionInput.parse({ requestKey: newId(), assetId, modelId: model, ...more });
}

/** Gives turns and runs jobs until nothing is due any more, as the worker would. */
export async function work(budgetMs = 30_000): Promise<void> {
  await runDueJobs(systemContext(), transcriptionJobs, { budgetMs });
  await grantTurns(systemContext(), transcriptionJobs);
  await runDueJobs(systemContext(), transcriptionJobs, { budgetMs });
}

/** Works until nothing of a transcription is under way. */
export async function finished(person: Person, id: string, timeoutMs = 90_000): Promise<Transcription> {
  const since = performance.now();
  for (;;) {
    const transcription = await findTranscription(person.ctx(), { id });
    if (transcription.endedAt !== null) return transcription;
    if (performance.now() - since > timeoutMs) throw new Error(JSON.stringify(transcription, null, 2));
    await work();
  }
}

/** What a person has spent and what is held of it, in nanos. */
export async function spendingOf({ userId }: Pick<Person, "userId">): Promise<{ spent: bigint; held: bigint }> {
  const row = await database().allowance.findFirst({ where: { userId } });
  return { spent: row?.spentNanos ?? 0n, held: row?.heldNanos ?? 0n };
}

export const stretches = (transcription: Transcription) =>
  transcription.parts.map(({ state, fromMs, toMs }) => [state, fromMs, toMs]);
