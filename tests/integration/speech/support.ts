import { Readable } from "node:stream";
import { afterAll, afterEach, beforeAll, vi } from "vitest";
import { newId } from "@/lib/core";
import { creationJobs } from "@/lib/creations";
import { isOver } from "@/lib/creations/schema";
import { database, systemContext, type Context } from "@/lib/db";
import { runDueJobs, type RunnableJob } from "@/lib/jobs";
import { seedCatalogue } from "@/lib/models";
import { findSpeech, speechJobs, startSpeech, streamSpeech, sweepSpeeches } from "@/lib/speech";
import { StartSpeechInput, type Speech } from "@/lib/speech/schema";
import { startSimulator, type Simulator, type SimulatorOptions } from "@/lib/simulator";
import { grantTurns } from "@/lib/turns";

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
export function speechWithSimulator(options: SimulatorOptions & { environment?: Record<string, string> } = {}) {
  const { environment = {}, ...pace } = options;
  let simulator: Simulator;
  // Every file is read by a process of its own, which a busy machine takes its time to start.
  vi.setConfig({ testTimeout: 120_000 });

  beforeAll(async () => {
    simulator = await startSimulator({ firstTokenMs: 5, tokensPerSecond: 0, currencyRates: { CNY: "0.14" }, ...pace });
    Object.assign(process.env, {
      ...{ PROVIDER_ATTEMPTS: "1", PROVIDER_FIRST_TOKEN_TIMEOUT_MS: "4000", PROVIDER_GAP_TIMEOUT_MS: "4000" },
      ...{ SILICONFLOW_API_KEY: simulator.apiKey, SILICONFLOW_BASE_URL: simulator.url },
      ...{ CURRENCY_RATES: "CNY=0.14" },
      ...environment,
    });
    await seedCatalogue(systemContext());
  });
  afterEach(() => control("POST", "/reset"));
  afterAll(() => simulator.close());

  async function control<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(`${simulator.origin}/control${path}`, {
      method,
      headers: { "x-simulator-control": simulator.apiKey },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Answer;
  }

  return {
    control,
    fault: (name: string, more: object = {}) =>
      control("POST", "/faults", { name, match: { path: "/audio/speech" }, ...more }),
    ledger: async () => (await control<{ entries: LedgerEntry[] }>("GET", "/ledger")).entries,
    requests: async () =>
      (await control<{ requests: SentRequest[] }>("GET", "/requests")).requests
        .toReversed()
        .filter(({ path }) => path === "/v1/audio/speech"),
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
