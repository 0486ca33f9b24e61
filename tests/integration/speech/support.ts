import { Readable } from "node:stream";
import { vi } from "vitest";
import { newId } from "@/lib/core";
import { creationJobs } from "@/lib/creations";
import { isOver } from "@/lib/creations/schema";
import { database, systemContext, type Context } from "@/lib/db";
import { runDueJobs, type RunnableJob } from "@/lib/jobs";
import { findSpeech, speechJobs, startSpeech, streamSpeech, sweepSpeeches } from "@/lib/speech";
import { StartSpeechInput, type Speech } from "@/lib/speech/schema";
import { grantTurns } from "@/lib/turns";
import { providerDouble, type ProviderDoubleOptions } from "@/tests/support/provider-double";

export { login } from "@/tests/support/login";

export const model = "FunAudioLLM/CosyVoice2-0.5B";
export const dialogueModel = "fnlp/MOSS-TTSD-v0.5";
/** nano-units of one byte of `model` */
export const rate = 7_150n;

export interface LedgerEntry {
  model: string;
  traceId: string;
  quantities: Record<string, number>;
  costNanos: string;
}

export interface SentRequest {
  path: string;
  status: number;
  body: Record<string, unknown>;
  unknownFields: string[];
}

/** The studio against a provider's double of its own. */
export function speechWithSimulator({ environment, ...options }: ProviderDoubleOptions = {}) {
  // Every file is read by a process of its own, which a busy machine takes its time to start.
  vi.setConfig({ testTimeout: 120_000 });
  const double = providerDouble({
    ...{ tokensPerSecond: 0, currencyRates: { CNY: "0.14" }, ...options },
    environment: { PROVIDER_GAP_TIMEOUT_MS: "4000", CURRENCY_RATES: "CNY=0.14", ...environment },
  });
  return {
    control: double.control,
    fault: (name: string, more: object = {}) => double.fault(name, { match: { path: "/audio/speech" }, ...more }),
    ledger: () => double.ledger<LedgerEntry>(),
    requests: async () =>
      (await double.requests<SentRequest>()).toReversed().filter(({ path }) => path === "/v1/audio/speech"),
  };
}

export const jobs: readonly RunnableJob[] = [...speechJobs, ...creationJobs];

/** Gives turns and runs jobs until nothing is due any more, as the worker would; what runs is not cut short. */
export async function work(budgetMs = 100_000): Promise<void> {
  const ctx = systemContext();
  await sweepSpeeches(ctx);
  await grantTurns(ctx, jobs);
  await runDueJobs(ctx, jobs, { budgetMs });
}

interface Person {
  ctx: Context;
}

/** Works until nothing of a speech is under way. */
export async function finished(person: Person, id: string, timeoutMs = 90_000): Promise<Speech> {
  const since = performance.now();
  for (;;) {
    const speech = await findSpeech(person.ctx, { id });
    if (speech.creation.calls.every(({ state }) => isOver(state)) && !speech.live) return speech;
    if (performance.now() - since > timeoutMs) throw new Error(JSON.stringify(speech, null, 2));
    await work();
  }
}

/** As a browser would send it. */
export function wish(more: object = {}): StartSpeechInput {
  return StartSpeechInput.parse({
    ...{ modelId: model, text: "Hello there. How are you?", voice: { kind: "system", name: "anna" } },
    ...{ requestKey: newId(), ...more },
  });
}

export async function spoken(person: Person, more: object = {}): Promise<Speech> {
  const { creation } = await startSpeech(person.ctx, wish(more));
  return finished(person, creation.id);
}

/** Everything of a stream. */
export async function soundOf(person: Person, id: string): Promise<Buffer> {
  const response = await streamSpeech(person.ctx, { id, headers: new Headers() });
  const pieces: Buffer[] = [];
  for await (const piece of Readable.fromWeb(response.body as never)) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

/** What a person has spent and what is held of it, in nanos. */
export async function spendingOf(userId: string): Promise<{ spent: bigint; held: bigint }> {
  const row = await database().allowance.findFirst({ where: { userId } });
  return { spent: row?.spentNanos ?? 0n, held: row?.heldNanos ?? 0n };
}

/** Sentences of these many characters in all. */
export function longText(characters: number): string {
  const sentences: string[] = [];
  for (let length = 0; length < characters; length += sentences.at(-1)!.length + 1) {
    sentences.push(`Sentence number ${sentences.length} says a little of what there is to say.`);
  }
  return sentences.join(" ").slice(0, characters);
}
