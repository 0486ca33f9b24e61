import { createHash } from "node:crypto";
import { afterEach } from "vitest";
import { newId } from "@/lib/core";
import {
  beginCall,
  CallPayload,
  creationJobs,
  failCall,
  findCreation,
  keepOutputs,
  openCreation,
  runCall,
  submitCall,
  type OpenCreationInput,
} from "@/lib/creations";
import type { Creation } from "@/lib/creations/schema";
import { database, systemContext, type Context } from "@/lib/db";
import { defineJob, Postpone, runDueJobs, type JobContext, type RunnableJob } from "@/lib/jobs";
import { checkBooks } from "@/lib/metering";
import { siliconflow, type ImageRequest, type VideoRequest } from "@/lib/siliconflow";
import type { SimulatorOptions } from "@/lib/simulator";
import { grantTurns } from "@/lib/turns";
import { login, type Login } from "@/tests/support/login";
import { providerDouble } from "@/tests/support/provider-double";

export const pictureModel = "Qwen/Qwen-Image";
export const videoModel = "Wan-AI/Wan2.2-T2V-A14B";

export interface LedgerEntry {
  model: string;
  costNanos: string;
}

/** A studio as small as one can be: what stands between a click and the module under test. */
export const makePicture = defineJob({
  name: "test-make-picture",
  payload: CallPayload,
  lane: "calls",
  handle: async (ctx, { callId }) => {
    const call = await beginCall(ctx, callId);
    if (!call) return;
    try {
      const body = { ...call.body, model: call.modelId, prompt: call.prompt } as ImageRequest;
      const { urls, seed, traceId } = await siliconflow().images.generate(body);
      const deadline = new Date(Date.now() + deadlineMs.image);
      await keepOutputs(ctx, callId, { urls, deadline, usage: { images: urls.length }, seed, traceId });
    } catch (error) {
      await failCall(ctx, callId, error);
    }
  },
});

export const submitVideo = defineJob({
  name: "test-submit-video",
  payload: CallPayload,
  lane: "calls",
  handle: async (ctx, { callId }) => {
    const call = await beginCall(ctx, callId);
    if (!call) return;
    try {
      const { image: _image, ...rest } = call.body;
      const body = { ...rest, model: call.modelId, prompt: call.prompt } as VideoRequest;
      const { requestId, traceId } = await siliconflow().videos.submit(body);
      await submitCall(ctx, callId, { providerId: requestId, traceId, next: { job: pollVideo, delayMs: 0 } });
    } catch (error) {
      await failCall(ctx, callId, error);
    }
  },
});

const pollVideo = defineJob({
  name: "test-poll-video",
  payload: CallPayload,
  handle: async (ctx: JobContext, { callId }) => {
    const { providerId } = await ctx.db.creationCall.findUniqueOrThrow({ where: { id: callId } });
    const status = await siliconflow().videos.status(providerId!);
    if (status.state === "running") await runCall(ctx, callId);
    if (status.state !== "succeeded") throw new Postpone(50);
    const deadline = new Date(Date.now() + deadlineMs.video);
    await keepOutputs(ctx, callId, { urls: status.urls, deadline, usage: { videos: 1 } });
  },
});

export const jobs: readonly RunnableJob[] = [makePicture, submitVideo, pollVideo, ...creationJobs];

/** How long after an answer the results are given up; tests make it shorter. */
export const deadlineMs = { image: 60_000, video: 60_000 };

/** The module against a provider's double of its own. */
export function studioWithSimulator(options: SimulatorOptions = {}) {
  const double = providerDouble({ imageMs: 5, videoMs: 50, ...options });
  afterEach(() => {
    deadlineMs.image = deadlineMs.video = 60_000;
  });
  return {
    control: double.control,
    origin: double.origin,
    fault: double.fault,
    ledger: () => double.ledger<LedgerEntry>(),
    mediaRequests: async () =>
      (await double.requests<{ path: string }>()).filter(({ path }) => path.startsWith("/media/")),
  };
}

/** An odd one, so that what is divided leaves something over. */
export const rates = { images: 1_000_000_001n, videos: 2_000_000_000n };

export const planOf = (overrides: Partial<OpenCreationInput> = {}): OpenCreationInput => ({
  kind: "image",
  modelId: pictureModel,
  prompt: "a fox in the snow",
  request: { prompt: "a fox in the snow", count: 1 },
  requestKey: newId(),
  requestDigest: "digest",
  calls: [picture()],
  purpose: "image",
  job: makePicture,
  rates,
  ...overrides,
});

export const picture = (seed = 7) => ({
  body: { image_size: "1328x1328", seed },
  seed,
  usage: { images: 1 },
  images: 1,
});

export const videoPlan = (overrides: Partial<OpenCreationInput> = {}): OpenCreationInput =>
  planOf({
    kind: "video",
    modelId: videoModel,
    calls: [{ body: { image_size: "1280x720" }, seed: null, usage: { videos: 1 }, images: 0 }],
    purpose: "video",
    job: submitVideo,
    ...overrides,
  });

export const open = (person: Login, plan = planOf()) => openCreation(person.ctx, plan);
export const person = () => login();

/** Gives turns and runs jobs until nothing is due any more, or its time is up: then what runs is broken off. */
export async function work(ctx: Context = systemContext(), budgetMs = 1_500): Promise<void> {
  await grantTurns(ctx, jobs);
  await runDueJobs(ctx, jobs, { budgetMs });
}

/** Works until nothing of a creation is under way. */
export async function finished(owner: Login, id: string, timeoutMs = 18_000): Promise<Creation> {
  const since = performance.now();
  for (;;) {
    const creation = await findCreation(owner.ctx, { id });
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

export const books = () => checkBooks(systemContext());

export async function quotaOf(userId: string) {
  const [row] = await database().allowance.findMany({ where: { userId } });
  return { spent: row?.spentNanos ?? 0n, held: row?.heldNanos ?? 0n };
}

export const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
