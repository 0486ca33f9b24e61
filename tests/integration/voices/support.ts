import { Readable } from "node:stream";
import { afterEach } from "vitest";
import { POST } from "@/app/api/voices/route";
import { newId } from "@/lib/core";
import { database, systemContext } from "@/lib/db";
import { runDueJobs } from "@/lib/jobs";
import { saveAudio } from "@/lib/media";
import { findVoice } from "@/lib/voices";
import type { Voice } from "@/lib/voices/schema";
import { jobs } from "@/lib/worker";
import { call, errorOf } from "@/tests/support/call";
import type { Login } from "@/tests/support/login";
import { providerDouble } from "@/tests/support/provider-double";
import { recordingOf, speech } from "@/tests/support/recordings";

export const speaker = "FunAudioLLM/CosyVoice2-0.5B";

/** Only what is asked for here: the others would ask the provider for its models. */
const ownJobs = jobs.filter(({ name }) => name !== "sync-models");

export interface ProviderVoice {
  uri: string;
  model: string;
  customName: string;
  text: string;
}

interface SentRequest {
  path: string;
  bodyBytes: number;
}

/** Voices against a provider's double of their own. */
export function voicesWithSimulator() {
  const double = providerDouble({
    ...{ tokensPerSecond: 0, currencyRates: { CNY: "0.14" } },
    environment: {
      ...{ PROVIDER_FIRST_TOKEN_TIMEOUT_MS: "1500", PROVIDER_GAP_TIMEOUT_MS: "1500" },
      ...{ JOB_LEASE_MS: "2000", CURRENCY_RATES: "CNY=0.14" },
    },
  });
  afterEach(async () => {
    await database().job.deleteMany();
    await database().voice.deleteMany();
  });
  return {
    control: double.control,
    fault: (name: string, path: string, more: object = {}) => double.fault(name, { match: { path }, ...more }),
    /** what the provider has */
    there: async () => (await double.control<{ voices: ProviderVoice[] }>("GET", "/voices")).voices,
    requests: async (path: string) =>
      (await double.requests<SentRequest>()).filter((each) => each.path === `/v1${path}`),
    ledger: () => double.ledger<{ costNanos: string; traceId: string }>(),
  };
}

/** A recording in a person's library. */
export async function recordingFor(person: Login, bytes: Uint8Array = recordingOf([speech(9_000)])): Promise<string> {
  const { id } = await saveAudio(person.ctx, {
    ...{ userId: person.userId, name: "recording", origin: "upload", modelId: null, prompt: "" },
    source: () => Promise.resolve(Readable.from([bytes])),
  });
  return id;
}

export const wish = (assetId: string, more: object = {}) => ({
  requestKey: newId(),
  modelId: speaker,
  name: "我的声音 One",
  assetId,
  fromMs: 0,
  toMs: 9_000,
  transcript: "Every morning I open the window.",
  consent: true,
  ...more,
});

export const ask = (person: Login, body: object) => call(POST, { headers: person.headers, body });

const usual = new Map<string, Promise<string>>();

export async function begun(person: Login, more: object = {}): Promise<Voice> {
  const { userId } = person;
  if (!usual.has(userId)) usual.set(userId, recordingFor(person));
  const response = await ask(person, wish(await usual.get(userId)!, more));
  if (response.status !== 202) throw new Error(`${response.status} ${await response.text()}`);
  return ((await response.json()) as { voice: Voice }).voice;
}

export async function refusal(response: Response): Promise<{ status: number; code: string; reason: unknown }> {
  const { code, reason } = await errorOf(response);
  return { status: response.status, code, reason };
}

/** One round of the worker, with a budget also of what becomes due within it. */
export async function work(budgetMs?: number): Promise<void> {
  await runDueJobs(systemContext(), ownJobs, { ...(budgetMs !== undefined && { budgetMs }) });
}

/** Jobs that wait are due now. */
export async function hurry(): Promise<void> {
  await database().job.updateMany({ where: {}, data: { runAt: new Date(Date.now() - 1_000) } });
}

/** Works until a voice is as it should be. */
export async function until(person: Login, id: string, is: (voice: Voice) => boolean): Promise<Voice> {
  for (let round = 0; ; round++) {
    const voice = await findVoice(person.ctx, id);
    if (is(voice)) return voice;
    if (round > 200) throw new Error(JSON.stringify(voice, null, 2));
    await hurry();
    await work();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export const isReady = ({ state }: Voice) => state === "ready";
export const hasFailed = ({ state }: Voice) => state === "failed";

export async function made(person: Login, more: object = {}): Promise<Voice> {
  const { id } = await begun(person, more);
  return until(person, id, isReady);
}

/** Time has passed since a voice was sent. */
export async function longSince(id: string): Promise<void> {
  await database().voice.updateMany({ where: { id }, data: { sentAt: new Date(Date.now() - 120_000) } });
}
