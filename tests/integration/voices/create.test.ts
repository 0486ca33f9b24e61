import { beforeAll, describe, expect, it } from "vitest";
import { POST as checkRoute } from "@/app/api/voices/check/route";
import { POST as transcriptRoute } from "@/app/api/voices/transcript/route";
import { newId } from "@/lib/core";
import { database, systemContext } from "@/lib/db";
import { checkBooks, setMonthlyLimit } from "@/lib/metering";
import { listVoices, requireVoice } from "@/lib/voices";
import type { CheckedSample, Voice } from "@/lib/voices/schema";
import { call } from "@/tests/support/call";
import { login, type Login } from "@/tests/support/login";
import { pictureOf } from "@/tests/support/pictures";
import { pause, recordingOf, speech } from "@/tests/support/recordings";
import { savePicture } from "@/lib/media";
import { ask, begun, isReady, made, recordingFor, refusal, speaker, until, voicesWithSimulator, wish } from "./support";

const provider = voicesWithSimulator();
let person: Login;
let other: Login;
beforeAll(async () => {
  person = await login();
  other = await login();
});

const check = (who: Login, assetId: string, fromMs: number, toMs: number) =>
  call(checkRoute, { headers: who.headers, body: { assetId, fromMs, toMs } });
const checked = async (bytes: Uint8Array, fromMs: number, toMs: number) =>
  (await (await check(person, await recordingFor(person, bytes), fromMs, toMs)).json()) as CheckedSample;

describe("a voice", () => {
  it("is cut, kept with consent, uploaded once under a name of its own, and spoken with", async () => {
    const voice = await begun(person, { fromMs: 500, toMs: 8_500 });
    expect(voice).toMatchObject({
      name: "我的声音 One",
      state: "uploading",
      own: true,
      shared: false,
      transcript: "Every morning I open the window.",
      sample: { kind: "audio", origin: "voice", mediaType: "audio/wav", durationMs: 8_000 },
    });
    expect(Date.parse(voice.consentAt!)).toBeGreaterThan(Date.now() - 60_000);
    await until(person, voice.id, isReady);
    const [there, ...more] = await provider.there();
    expect(more).toEqual([]);
    expect(there).toMatchObject({ model: speaker, text: "Every morning I open the window." });
    expect(there!.customName).toMatch(/^voice-[0-9a-f]{16}$/);
    expect(await requireVoice(person.ctx, voice.id, speaker)).toEqual({
      ...{ id: voice.id, uri: there!.uri, name: "我的声音 One", modelId: speaker },
    });
    expect(JSON.stringify(await listVoices(person.ctx))).not.toContain(there!.uri);
  });

  it("goes as text where that is asked for", async () => {
    await made(person, { asBase64: true });
    const [request] = await provider.requests("/uploads/audio/voice");
    // Nine seconds of 16 bits at 44.1 kHz are 0.8 MB, in base64 a third more.
    expect(request!.bodyBytes).toBeGreaterThan(1_000_000);
    expect(await provider.there()).toHaveLength(1);
  });

  it("stands in the books as a call that costs nothing, also of people who may spend nothing", async () => {
    const { userId } = person;
    const before = await database().ledgerEntry.count({ where: { userId } });
    await setMonthlyLimit(systemContext(), { userId, monthlyNanos: 0n });
    await made(person);
    await made(person, { asBase64: true });
    await setMonthlyLimit(systemContext(), { userId, monthlyNanos: null });
    const entries = await database().ledgerEntry.findMany({ where: { userId }, orderBy: { id: "asc" }, skip: before });
    expect(entries).toMatchObject(
      [1, 2].map(() => ({
        ...{ purpose: "voice", modelId: speaker, units: { requests: 1 }, rates: { requests: "0" }, costNanos: 0n },
        ...{ basis: "measured", outcome: "complete" },
      })),
    );
    const theirs = await provider.ledger();
    expect(theirs.map(({ traceId, costNanos }) => [traceId, costNanos])).toEqual(
      entries.map(({ traceId }) => [traceId, "0"]),
    );
    expect(await checkBooks(systemContext())).toEqual([]);
  });

  it("is the same for the same request, also at once, and no other for another", async () => {
    const body = wish(await recordingFor(person));
    const answers = await Promise.all([ask(person, body), ask(person, body), ask(person, body)]);
    const ids = await Promise.all(answers.map(async (each) => ((await each.json()) as { voice: Voice }).voice.id));
    expect(new Set(ids).size).toBe(1);
    await until(person, ids[0]!, isReady);
    expect(await provider.there()).toHaveLength(1);
    expect(
      await database().asset.count({ where: { userId: person.userId, origin: "voice", voice: { id: ids[0]! } } }),
    ).toBe(1);
    expect(await refusal(await ask(person, { ...body, transcript: "Other words." }))).toMatchObject({
      status: 409,
      reason: "request_key",
    });
  });

  it("puts away what was recorded for it alone", async () => {
    const assetId = await recordingFor(person);
    expect((await ask(person, wish(assetId, { discard: true }))).status).toBe(202);
    expect((await database().asset.findUniqueOrThrow({ where: { id: assetId } })).trashedAt).not.toBeNull();
  });

  it("needs consent, words, a name, a model that takes voices, and a recording of one's own", async () => {
    const assetId = await recordingFor(person);
    expect((await ask(person, wish(assetId, { consent: false }))).status).toBe(400);
    expect((await ask(person, wish(assetId, { transcript: " " }))).status).toBe(400);
    expect((await ask(person, wish(assetId, { name: "\u0000 " }))).status).toBe(400);
    expect((await ask(person, wish(assetId, { uri: "speech:x" }))).status).toBe(400);
    expect((await ask(person, wish(assetId, { modelId: "Qwen/Qwen-Image" }))).status).toBe(422);
    expect((await ask(person, wish(assetId, { modelId: "nobody/none" }))).status).toBe(404);
    expect((await ask(other, wish(assetId))).status).toBe(404);
    expect((await check(other, assetId, 0, 9_000)).status).toBe(404);
    expect((await ask(person, wish(newId()))).status).toBe(404);
    expect(await listVoices(other.ctx)).toEqual([]);
    expect(await provider.requests("/uploads/audio/voice")).toEqual([]);
  });

  it("is not made of a picture, of 31 seconds, of nothing, or of next to nothing", async () => {
    const bytes = await pictureOf(64, 64).jpeg().toBuffer();
    const picture = await savePicture(person.ctx, { userId: person.userId, name: "voice.mp3", bytes });
    expect(await refusal(await ask(person, wish(picture.id)))).toMatchObject({
      status: 422,
      reason: "voice_not_audio",
    });
    const long = await recordingFor(person, recordingOf([speech(31_000)]));
    expect(await refusal(await ask(person, wish(long, { toMs: 31_000 })))).toMatchObject({ reason: "voice_too_long" });
    expect((await ask(person, wish(long, { fromMs: 10_000, toMs: 20_000 }))).status).toBe(202);
    expect(await refusal(await ask(person, wish(long, { toMs: 1_000 })))).toMatchObject({ reason: "voice_too_short" });
    const silent = await recordingFor(person, recordingOf([pause(9_000)]));
    expect(await refusal(await ask(person, wish(silent)))).toMatchObject({ status: 400, reason: "voice_silent" });
  });
});

describe("a sample is listened to", () => {
  it("good ones are just that", async () => {
    const { problem, advice, check: heard } = await checked(recordingOf([speech(9_000)]), 0, 9_000);
    expect({ problem, advice }).toEqual({ problem: null, advice: [] });
    expect(heard.durationMs).toBe(9_000);
  });

  it("two channels, pauses, quiet ends and lengths are noted", async () => {
    const stereo = recordingOf([speech(9_000)], { channels: 2 });
    expect((await checked(stereo, 0, 9_000)).advice).toEqual(["stereo"]);
    const pauses = recordingOf([pause(2_000), speech(3_000), pause(3_000), speech(1_000)]);
    expect((await checked(pauses, 0, 9_000)).advice).toEqual(["pauses", "ends"]);
    expect((await checked(recordingOf([speech(4_000)]), 0, 4_000)).advice).toEqual(["short"]);
    expect((await checked(recordingOf([speech(20_000)]), 0, 20_000)).advice).toEqual(["long"]);
  });

  it("what was too loud, and what is quiet", async () => {
    const loud = recordingOf([speech(9_000)]);
    for (let at = 44; at + 1 < loud.length; at += 2) loud.writeInt16LE(loud.readInt16LE(at) > 0 ? 32_767 : -32_768, at);
    expect((await checked(loud, 0, 9_000)).advice).toEqual(["clipped"]);
    const quiet = recordingOf([speech(9_000)]);
    for (let at = 44; at + 1 < quiet.length; at += 2) quiet.writeInt16LE(Math.round(quiet.readInt16LE(at) / 32), at);
    expect((await checked(quiet, 0, 9_000)).advice).toEqual(["quiet"]);
  });

  it("its words are written down for the price of one call", async () => {
    await provider.control("PUT", "/settings", { transcript: "It is quiet in the street." });
    const assetId = await recordingFor(person);
    const ask = (who: Login) =>
      call(transcriptRoute, {
        headers: who.headers,
        body: { requestKey: newId(), assetId, fromMs: 1_000, toMs: 8_000 },
      });
    expect(await (await ask(person)).json()).toMatchObject({ text: "It is quiet in the street." });
    expect((await ask(other)).status).toBe(404);
    const owed = await provider.ledger();
    expect(owed).toHaveLength(1);
  });
});
