import { afterEach } from "vitest";
import { POST } from "@/app/api/videos/route";
import { newId } from "@/lib/core";
import { findCreation } from "@/lib/creations";
import type { Creation, CreationCall } from "@/lib/creations/schema";
import { database, systemContext } from "@/lib/db";
import { runDueJobs } from "@/lib/jobs";
import { savePicture } from "@/lib/media";
import { checkBooks } from "@/lib/metering";
import { grantTurns } from "@/lib/turns";
import { jobs } from "@/lib/worker";
import { call } from "@/tests/support/call";
import { login, type Login } from "@/tests/support/login";
import { pictureOf } from "@/tests/support/pictures";
import { providerDouble } from "@/tests/support/provider-double";

export const fromWords = "Wan-AI/Wan2.2-T2V-A14B";
export const fromPicture = "Wan-AI/Wan2.2-I2V-A14B";
/** nano-units of one clip: 2 CNY at 0.14 */
export const price = 280_000_000n;

/** Only what belongs to clips: the others would ask the provider for its models. */
export const ownJobs = jobs.filter(({ name }) => name !== "sync-models");

interface SentRequest {
  at: number;
  path: string;
  status: number;
  body: Record<string, unknown>;
  unknownFields: string[];
}

/** The studio of clips against a provider's double of its own. */
export function videosWithSimulator() {
  const double = providerDouble({
    ...{ videoMs: 300, currencyRates: { CNY: "0.14" } },
    environment: {
      ...{ CURRENCY_RATES: "CNY=0.14", VIDEO_POLL_MS: "50", VIDEO_LIMIT_MS: "60000", JOB_LEASE_MS: "2000" },
    },
  });
  const pace = (settings: { videoMs?: number; videoLifetimeMs?: number }) =>
    double.control("PUT", "/settings", settings);
  afterEach(async () => {
    await pace({ videoMs: 300, videoLifetimeMs: 600_000 });
    await database().turnPause.deleteMany();
    await database().job.deleteMany();
    await database().turn.deleteMany();
  });
  return {
    control: double.control,
    fault: (name: string, path: "/video/submit" | "/video/status", more: object = {}) =>
      double.fault(name, { match: { path }, ...more }),
    pace,
    ledger: () => double.ledger<{ costNanos: string }>(),
    /** oldest first */
    requests: async (path: "/video/submit" | "/video/status") =>
      (await double.requests<SentRequest>()).filter((each) => each.path === `/v1${path}`).reverse(),
  };
}

export const wish = (more: object = {}) => ({
  modelId: fromWords,
  prompt: "A fox runs across a frozen lake.",
  size: "1280x720",
  requestKey: newId(),
  ...more,
});

export const ask = (person: Login, body: object = wish()) => call(POST, { headers: person.headers, body });

export async function started(person: Login, body: object = wish()): Promise<Creation> {
  const response = await ask(person, body);
  if (response.status !== 202) throw new Error(`${response.status} ${await response.text()}`);
  return ((await response.json()) as { creation: Creation }).creation;
}

export const makePerson = () => login();

/** One of a person's own pictures. */
export async function pictureFor(person: Login, width: number, height: number): Promise<string> {
  const bytes = await pictureOf(width, height).png().toBuffer();
  const { id } = await savePicture(person.ctx, { userId: person.userId, name: "start.png", bytes });
  return id;
}

export const giveTurns = () => grantTurns(systemContext(), ownJobs);

/** One round of the worker: turns given, jobs run that are due; with a budget also those that become due within it. */
export async function work(budgetMs?: number): Promise<void> {
  await giveTurns();
  await runDueJobs(systemContext(), ownJobs, { ...(budgetMs !== undefined && { budgetMs }) });
}

/** Works until something is so of the one call. */
export async function until(
  person: Login,
  { id }: Creation,
  is: (call: CreationCall) => boolean,
  timeoutMs = 10_000,
): Promise<CreationCall> {
  const since = performance.now();
  for (;;) {
    const [found] = (await findCreation(person.ctx, { id })).calls;
    if (found && is(found)) return found;
    if (performance.now() - since > timeoutMs) throw new Error(JSON.stringify(found, null, 2));
    await work();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export const ended = (person: Login, creation: Creation) => until(person, creation, ({ endedAt }) => endedAt !== null);

export const books = () => checkBooks(systemContext());

export async function quotaOf(userId: string) {
  const row = await database().allowance.findFirst({ where: { userId } });
  return { spent: row?.spentNanos ?? 0n, held: row?.heldNanos ?? 0n };
}
