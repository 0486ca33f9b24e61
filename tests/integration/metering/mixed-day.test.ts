import { Readable } from "node:stream";
import { expect, it, vi } from "vitest";
import { ask as askChat, question } from "../chat/support";
import { wish as image } from "../images/support";
import { longText, wish as speech } from "../speech/support";
import { wish as transcription } from "../transcriptions/support";
import { wish as video } from "../videos/support";
import { wish as voice } from "../voices/support";
import { newId } from "@/lib/core";
import { findCreation } from "@/lib/creations";
import { isOver } from "@/lib/creations/schema";
import { database, systemContext } from "@/lib/db";
import { improvePrompt, startImages } from "@/lib/images";
import { runDueJobs } from "@/lib/jobs";
import { saveAudio } from "@/lib/media";
import { checkBooks, usageReport } from "@/lib/metering";
import { makeSample, startSpeech } from "@/lib/speech";
import { StartTranscriptionInput } from "@/lib/transcriptions/schema";
import { dictate, findTranscription, startTranscription } from "@/lib/transcriptions";
import { grantTurns } from "@/lib/turns";
import { startVideo } from "@/lib/videos";
import { StartVideoInput } from "@/lib/videos/schema";
import { createVoice, deleteVoice, findVoice } from "@/lib/voices";
import { CreateVoiceInput } from "@/lib/voices/schema";
import { jobs } from "@/lib/worker";
import { login } from "@/tests/support/login";
import { providerDouble } from "@/tests/support/provider-double";
import { pause, recordingOf, speech as said } from "@/tests/support/recordings";

const provider = providerDouble({
  ...{ tokensPerSecond: 0, imageMs: 20, videoMs: 300, currencyRates: { CNY: "0.14" } },
  environment: { CURRENCY_RATES: "CNY=0.14", VIDEO_POLL_MS: "50", PROVIDER_FIRST_TOKEN_TIMEOUT_MS: "30000" },
});
vi.setConfig({ testTimeout: 120_000 });

interface TheirEntry {
  traceId: string;
  path: string;
  model: string;
  quantities: Record<string, number>;
  costNanos: string;
}

/** Which of our purposes pay a call of theirs. */
const paths: Record<string, string> = {
  ...{ chat: "/chat/completions", title: "/chat/completions", improve: "/chat/completions" },
  ...{ image: "/images/generations", video: "/video/submit", speech: "/audio/speech" },
  ...{ voice: "/uploads/audio/voice", transcription: "/audio/transcriptions", dictation: "/audio/transcriptions" },
};

/** Without what asks the provider for its models. */
const ownJobs = jobs.filter(({ name }) => name !== "sync-models");

async function workUntil(isDone: () => Promise<boolean>): Promise<void> {
  for (const since = performance.now(); !(await isDone());) {
    if (performance.now() - since > 90_000) throw new Error("This takes too long.");
    await grantTurns(systemContext(), ownJobs);
    await runDueJobs(systemContext(), ownJobs, { budgetMs: 30_000 });
  }
}

it("every call of a mixed day stands in our ledger once, for what the provider charges", async () => {
  const person = await login();
  const { userId, ctx } = person;
  const bytes = recordingOf(Array.from({ length: 4 }, () => [said(7_000), pause(900)]).flat());
  const { id: recording } = await saveAudio(ctx, {
    ...{ userId, name: "recording", origin: "upload", modelId: null, prompt: "" },
    source: () => Promise.resolve(Readable.from([bytes])),
  });
  const dictation = () => new Blob([new Uint8Array(recordingOf([said(900), pause(100)]))]).stream();

  await askChat(ctx, question("What is a monad?"));
  await improvePrompt(ctx, { requestKey: newId(), prompt: "A cat", modelId: "deepseek-ai/DeepSeek-V3" });
  await makeSample(ctx, { modelId: speech().modelId, voice: "anna", language: "en" });
  await dictate(ctx, { requestKey: newId(), body: dictation() });
  const creations = [
    await startImages(ctx, image({ count: 2 })),
    await startVideo(ctx, StartVideoInput.parse(video())),
    (await startSpeech(ctx, speech())).creation,
    (await startSpeech(ctx, speech({ text: longText(3_500), speed: 4 }))).creation,
  ];
  const voices = [
    await createVoice(ctx, CreateVoiceInput.parse(voice(recording))),
    await createVoice(ctx, CreateVoiceInput.parse(voice(recording, { asBase64: true }))),
  ];
  const timed = StartTranscriptionInput.parse(transcription(recording, { timed: true }));
  const { id: transcriptionId } = await startTranscription(ctx, timed);

  await workUntil(async () => {
    const calls = await Promise.all(creations.map(async ({ id }) => (await findCreation(ctx, { id })).calls));
    const states = await Promise.all(voices.map(async ({ id }) => (await findVoice(ctx, id)).state));
    const written = await findTranscription(ctx, { id: transcriptionId });
    return (
      calls.flat().every(({ state }) => isOver(state)) &&
      states.every((state) => state !== "uploading") &&
      written.endedAt !== null
    );
  });
  // Deleting a voice is nothing that anybody pays.
  await deleteVoice(ctx, voices[0]!.id);
  await workUntil(async () => (await database().voice.count({ where: { userId } })) === 1);
  expect(await database().charge.count({ where: { state: "open" } })).toBe(0);

  const ours = await database().ledgerEntry.findMany({ where: { userId } });
  const theirs = await provider.ledger<TheirEntry>();
  const number = (names: string[]) =>
    Object.fromEntries(names.sort().map((name) => [name, names.filter((each) => each === name).length]));
  expect(number(ours.map(({ purpose }) => purpose))).toMatchObject({
    ...{ chat: 1, title: 1, improve: 1, image: 2, video: 1, voice: 2, dictation: 1 },
    // a sample, a short one, and the parts of a long one
    speech: 5,
  });
  expect(ours.filter(({ purpose }) => purpose === "transcription").length).toBeGreaterThan(1);
  expect(number(ours.map(({ purpose }) => paths[purpose]!))).toEqual(
    number(theirs.map(({ path }) => path.replace(/^\/v1/, ""))),
  );
  // Each is known by the provider's own name of it, and costs the same on both sides.
  const named = (traceId: string | null, modelId: string, costNanos: string) => `${traceId} ${modelId} ${costNanos}`;
  expect(ours.map(({ traceId, modelId, costNanos }) => named(traceId, modelId, String(costNanos))).sort()).toEqual(
    theirs.map(({ traceId, model, costNanos }) => named(traceId, model, costNanos)).sort(),
  );
  expect(ours.every(({ outcome, basis }) => outcome === "complete" && basis !== "estimated")).toBe(true);

  const sum = String(theirs.reduce((total, { costNanos }) => total + BigInt(costNanos), 0n));
  const today = new Date().toISOString().slice(0, 10);
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  const report = await usageReport(ctx, { from: yesterday, to: today });
  expect([report.totalNanos, report.quota.spentNanos, report.quota.heldNanos]).toEqual([sum, sum, "0"]);
  expect(report.rows.reduce((calls, row) => calls + row.calls, 0)).toBe(theirs.length);
  expect(await checkBooks(systemContext())).toEqual([]);
});
