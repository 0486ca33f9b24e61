import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { newId } from "@/lib/core";
import { database, systemContext } from "@/lib/db";
import { saveAudio } from "@/lib/media";
import { siliconflow } from "@/lib/siliconflow";
import { readAloud, startSpeech } from "@/lib/speech";
import { wavHeader } from "@/lib/audio/schema";
import {
  dialogueModel,
  finished,
  login,
  model,
  speechWithSimulator,
  spendingOf,
  spoken,
  wish,
  type LedgerEntry,
} from "./support";

const provider = speechWithSimulator();

function recording(seconds: number): Buffer {
  const samples = Buffer.alloc(seconds * 32_000);
  for (let at = 0; at < samples.length; at += 2) samples.writeInt16LE(Math.round(9_000 * Math.sin(at / 20)), at);
  return Buffer.concat([wavHeader(samples.length, 16_000), samples]);
}

async function clipOf(userId: string, seconds = 4): Promise<string> {
  const { id } = await saveAudio(systemContext(), {
    ...{ userId, name: "Clip", origin: "upload", modelId: null, prompt: "" },
    source: () => Promise.resolve(Readable.from([recording(seconds)], { objectMode: false })),
  });
  return id;
}

async function voiceOf(userId: string): Promise<{ id: string; uri: string }> {
  const audio = `data:audio/wav;base64,${recording(4).toString("base64")}`;
  const customName = `v-${newId()}`;
  const { uri } = await siliconflow().voices.upload({ model, customName, text: "My own words.", audio });
  const id = newId();
  await database().voice.create({
    data: { id, userId, name: "Mine", modelId: model, customName, uri, state: "ready", transcript: "My own words." },
  });
  return { id, uri };
}

const own = (voiceId: string) => ({ kind: "own", voiceId });
const clip = (assetId: string) => ({ kind: "clip", assetId, transcript: "These are my words." });
const owed = (entries: LedgerEntry[]) => entries.reduce((sum, { costNanos }) => sum + BigInt(costNanos), 0n);

test("a voice of one's own speaks, for its person alone", async () => {
  const [person, other] = [await login(), await login()];
  const voice = await voiceOf(person.userId);
  const speech = await spoken(person, { voice: own(voice.id) });
  expect(speech.parts[0]!.state).toBe("done");
  expect((await provider.requests())[0]!.body["voice"]).toBe(voice.uri);
  // The provider's name of it stays on the server.
  expect(JSON.stringify(speech)).not.toContain(voice.uri);
  await expect(startSpeech(other.ctx, wish({ voice: own(voice.id) }))).rejects.toMatchObject({ code: "not_found" });
  await expect(startSpeech(person.ctx, wish({ modelId: dialogueModel, voice: own(voice.id) }))).rejects.toMatchObject({
    details: { field: "voice" },
  });
});

test("a voice of one's own reads answers aloud, until it is deleted", async () => {
  const [person, other] = [await login(), await login()];
  const voice = await voiceOf(person.userId);
  const voiceChoice = { kind: "own" as const, voiceId: voice.id };
  const input = { messageId: newId(), modelId: model, voice: voiceChoice, markdown: "An **answer**." };
  const speech = await finished(person, (await readAloud(person.ctx, input)).creation.id);
  expect(speech.asset).not.toBe(null);
  expect((await provider.requests())[0]!.body).toMatchObject({ voice: voice.uri, input: "An answer." });
  await expect(readAloud(other.ctx, input)).rejects.toMatchObject({ code: "not_found" });
  await database().voice.delete({ where: { id: voice.id } });
  // What was read stays its person's.
  expect((await readAloud(person.ctx, input)).creation.id).toBe(speech.creation.id);
  await expect(readAloud(person.ctx, { ...input, messageId: newId() })).rejects.toMatchObject({ code: "not_found" });
});

test("a voice that the provider has lost is noted as gone, and costs nothing", async () => {
  const person = await login();
  const voice = await voiceOf(person.userId);
  await siliconflow().voices.delete(voice.uri);
  const speech = await spoken(person, { voice: own(voice.id) });
  expect(speech.parts[0]).toMatchObject({ state: "failed", costNanos: "0", failure: { reason: "voice_gone" } });
  expect(await database().voice.findUnique({ where: { id: voice.id } })).toMatchObject({ state: "failed" });
  expect(await spendingOf(person.userId)).toEqual({ spent: 0n, held: 0n });
});

test("a voice taken away while its turn is waited for is not used", async () => {
  const person = await login();
  const voice = await voiceOf(person.userId);
  const { creation } = await startSpeech(person.ctx, wish({ voice: own(voice.id) }));
  await database().voice.delete({ where: { id: voice.id } });
  const speech = await finished(person, creation.id);
  expect(speech.parts[0]).toMatchObject({ state: "failed", costNanos: "0" });
  expect(await provider.requests()).toEqual([]);
});

test("a clip is sent with its words, and only one's own", async () => {
  const [person, other] = [await login(), await login()];
  const assetId = await clipOf(person.userId);
  const speech = await spoken(person, { voice: clip(assetId) });
  const [request] = await provider.requests();
  expect(request).toMatchObject({ status: 200, unknownFields: [], body: { voice: "" } });
  expect(JSON.stringify(request!.body["references"])).toContain("These are my words.");
  expect(speech.parts[0]!.state).toBe("done");
  await expect(startSpeech(other.ctx, wish({ voice: clip(assetId) }))).rejects.toMatchObject({ code: "not_found" });
  await expect(startSpeech(person.ctx, wish({ voice: clip(await clipOf(person.userId, 31)) }))).rejects.toMatchObject({
    details: { reason: "clip_too_long" },
  });
});

test("a dialogue is spoken with two clips", async () => {
  const person = await login();
  const [one, two] = [await clipOf(person.userId, 2), await clipOf(person.userId, 2)];
  const text = "[S1]Hello, how are you?[S2]Very well, thank you.";
  const speech = await spoken(person, { modelId: dialogueModel, text, voice: clip(one), secondVoice: clip(two) });
  expect(speech.parts).toMatchObject([{ state: "done", text }]);
  const [request] = await provider.requests();
  expect(request).toMatchObject({ status: 200, unknownFields: [], body: { max_tokens: 16_384 } });
  expect(request!.body["references"]).toHaveLength(2);
  expect(await spendingOf(person.userId)).toEqual({ spent: owed(await provider.ledger()), held: 0n });
});

test("an account that is not verified is told at once, and nothing is paid", async () => {
  const person = await login();
  await provider.fault("http403-verification");
  const speech = await spoken(person, { text: "Hello." });
  expect(speech.parts[0]).toMatchObject({ state: "failed", failure: { reason: "balance_or_verification" } });
  expect(await spendingOf(person.userId)).toEqual({ spent: 0n, held: 0n });
});
