import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { beforeAll, describe, expect, it } from "vitest";
import { GET as getPeaks } from "@/app/api/assets/[id]/peaks/route";
import { newId } from "@/lib/core";
import { database, systemContext } from "@/lib/db";
import { saveAudio, type SaveAudioInput } from "@/lib/media";
import type { AssetPeaks } from "@/lib/media/schema";
import { call, errorOf } from "@/tests/support/call";
import { login, type Login } from "@/tests/support/login";
import { pictureOf } from "@/tests/support/pictures";
import { joined, recording, tone, wavOf } from "@/tests/support/audio-files";
import { get, refusalOf, remove, send, sent, storedFiles } from "./support";

let person: Login;
let other: Login;
beforeAll(async () => {
  person = await login();
  other = await login();
});

const peaksOf = (who: Login, id: string) =>
  call(getPeaks, { method: "GET", params: { id }, headers: { ...who.headers } });
const upload = (bytes: Uint8Array, name = "speech.wav") => send(person, bytes, { kind: "audio", name });

describe("a recording that is sent", () => {
  it.each([
    ["tone.flac", "audio/flac"],
    ["tone.mp3", "audio/mpeg"],
    ["tone.ogg", "audio/ogg"],
    ["tone.opus", "audio/ogg"],
    ["tone.webm", "audio/webm"],
    ["tone.m4a", "audio/mp4"],
    ["tone.aac", "audio/aac"],
  ])("%s is kept as it is, under the type that its content has", async (name, mediaType) => {
    const bytes = recording(name);
    const asset = await sent(person, bytes, { kind: "audio", name: "声音.bin" });
    expect(asset).toMatchObject({
      kind: "audio",
      origin: "upload",
      name: "声音.bin",
      mediaType,
      sizeBytes: bytes.length,
    });
    expect(asset.durationMs).toBeGreaterThanOrEqual(1_000);
    expect(asset.durationMs).toBeLessThan(1_150);
    const response = await get(person, asset.id);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
    expect(response.headers.get("content-type")).toBe(mediaType);
    expect(response.headers.get("content-disposition")).toMatch(/^inline; /);
    expect((await get(person, asset.id, "", { range: "bytes=1-4" })).status).toBe(206);
  });

  it("has what draws it, for its person alone", async () => {
    const { id } = await sent(person, recording("tone.flac"), { kind: "audio", name: "tone.flac" });
    const drawn = (await (await peaksOf(person, id)).json()) as AssetPeaks;
    expect(drawn.durationMs).toBe(1_000);
    expect(drawn.peaks).toHaveLength(400);
    expect(Math.max(...drawn.peaks.slice(0, 79))).toBe(0);
    expect(Math.min(...drawn.peaks.slice(82))).toBeGreaterThan(140);
    expect((await peaksOf(other, id)).status).toBe(404);
    expect((await get(other, id)).status).toBe(404);
    await remove(person, id);
    expect((await peaksOf(person, id)).status).toBe(404);
  });

  it("is drawn by nothing where its codec is not decoded, and pictures are no recordings", async () => {
    const { id } = await sent(person, recording("tone.m4a"), { kind: "audio", name: "memo.m4a" });
    expect(await (await peaksOf(person, id)).json()).toEqual({ peaks: [], durationMs: 1_000 });
    const picture = await sent(person, await pictureOf(8, 8).png().toBuffer());
    expect((await errorOf(await peaksOf(person, picture.id))).reason).toBe("not_audio");
  });

  it("is refused where it is none, and leaves nothing behind", async () => {
    const before = storedFiles();
    const picture = await pictureOf(40, 40).jpeg().toBuffer();
    expect(await refusalOf(await upload(picture, "voice.mp3"))).toEqual([422, "unsupported", "audio_format"]);
    expect(await refusalOf(await upload(recording("clip.mp4")))).toEqual([422, "unsupported", "audio_format"]);
    expect(await refusalOf(await upload(recording("adpcm.wav")))).toEqual([422, "unsupported", "audio_codec"]);
    expect(await refusalOf(await upload(new Uint8Array(0)))).toEqual([400, "invalid_input", "empty_file"]);
    expect(await refusalOf(await upload(wavOf([])))).toEqual([400, "invalid_input", "audio_empty"]);
    expect(storedFiles()).toEqual(before);
  });

  it("that ends before it says it would is refused", async () => {
    const whole = wavOf(tone(2));
    expect(await refusalOf(await upload(whole.subarray(0, 30_000)))).toEqual([400, "invalid_input", "audio_damaged"]);
    const flac = recording("tone.flac");
    expect(await refusalOf(await upload(flac.subarray(0, 12_000)))).toEqual([400, "invalid_input", "audio_damaged"]);
  });

  it("that is too large by its headers is refused before it is read", async () => {
    const headers = { "content-length": "200000001" };
    const response = await send(person, "x", { kind: "audio", headers });
    expect(await refusalOf(response)).toEqual([413, "too_large", "file_size"]);
  });
});

describe("bare samples that are sent", () => {
  const samplesOf = (channels: number) =>
    wavOf(joined(tone(1, { rate: 44_100 }), new Float32Array(22_050)), { channels }).subarray(44);
  const uploadBare = (bytes: Uint8Array, query: Record<string, string>, headers: Record<string, string> = {}) =>
    send(person, bytes, { kind: "audio", name: "take.pcm", query, headers });

  it("become a WAV file of the rate and the channels that their person names", async () => {
    for (const [channels, headers] of [
      [1, {}],
      [2, { "content-length": String(samplesOf(2).length) }],
    ] as const) {
      const bytes = samplesOf(channels);
      const digest = `sha-256=:${createHash("sha256").update(bytes).digest("base64")}:`;
      const query = { rate: "44100", channels: String(channels) };
      const options = { kind: "audio", name: "take.pcm", query, headers: { ...headers, "content-digest": digest } };
      const asset = await sent(person, bytes, options);
      expect(asset).toMatchObject({ name: "take.pcm", mediaType: "audio/wav", durationMs: 1_500 });
      expect(asset.sizeBytes).toBe(bytes.length + 44);
      const response = await get(person, asset.id, "?download=1");
      expect(response.headers.get("content-disposition")).toContain('"take.wav"');
      const file = Buffer.from(await response.arrayBuffer());
      expect(file.subarray(44)).toEqual(bytes);
      expect([file.readUInt16LE(22), file.readUInt32LE(24), file.readUInt16LE(32)]).toEqual([
        channels,
        44_100,
        channels * 2,
      ]);
    }
    expect(await sent(person, samplesOf(1), { kind: "audio", query: { rate: "22050" } })).toMatchObject({
      durationMs: 3_000,
    });
  });

  it("are refused where they are something else, and leave nothing behind", async () => {
    const before = storedFiles();
    const picture = await pictureOf(200, 200).jpeg().toBuffer();
    const even = (bytes: Buffer) => bytes.subarray(0, bytes.length - (bytes.length % 4));
    const refused = async (bytes: Uint8Array, query: Record<string, string>, headers?: Record<string, string>) =>
      refusalOf(await uploadBare(bytes, query, headers));
    const rate = { rate: "44100" };
    const noise = [422, "unsupported", "samples_noise"];
    expect(await refused(even(picture), rate)).toEqual(noise);
    expect(await refused(even(picture), { ...rate, channels: "2" })).toEqual(noise);
    expect(await refused(Buffer.from("These are words and no sound at all. ".repeat(500)), rate)).toEqual(noise);
    expect(await refused(Buffer.from("这些是文字，不是声音。".repeat(500)), rate)).toEqual(noise);
    // The higher byte first, or one byte lost on the way.
    expect(await refused(Buffer.from(samplesOf(1)).swap16(), rate)).toEqual(noise);
    expect(await refused(even(recording("tone.mp3")), rate)).toEqual(noise);
    expect(await refused(wavOf(tone(1), { tag: 3, bits: 32 }).subarray(44), rate)).toEqual(noise);
    const odd = [400, "invalid_input", "samples_odd"];
    expect(await refused(samplesOf(1).subarray(1), rate)).toEqual(odd);
    expect(await refused(samplesOf(1).subarray(1), rate, { "content-length": "132299" })).toEqual(odd);
    expect(await refused(samplesOf(1).subarray(2), { ...rate, channels: "2" })).toEqual(odd);
    expect(await refused(new Uint8Array(0), rate)).toEqual([400, "invalid_input", "empty_file"]);
    const digest = { "content-digest": `sha-256=:${createHash("sha256").update("x").digest("base64")}:` };
    expect(await refused(samplesOf(1), rate, digest)).toEqual([400, "invalid_input", "checksum"]);
    expect((await uploadBare(samplesOf(1), { rate: "100" })).status).toBe(400);
    expect((await uploadBare(samplesOf(1), { channels: "1" })).status).toBe(400);
    expect(storedFiles()).toEqual(before);
  });
});

describe("saveAudio", () => {
  const input = (bytes: Uint8Array, more: Partial<SaveAudioInput> = {}): SaveAudioInput => ({
    userId: person.userId,
    source: () => Promise.resolve(Readable.from([bytes])),
    name: "Hello",
    origin: "speech",
    modelId: null,
    prompt: "Hello there",
    ...more,
  });

  it("keeps what was made, with what else is to be written", async () => {
    const bytes = recording("tone.mp3");
    let seen = "";
    const asset = await saveAudio(systemContext(), input(bytes), async (tx, made) => {
      seen = made.id;
      expect(await tx.db.asset.count({ where: { id: made.id } })).toBe(1);
    });
    expect(asset).toMatchObject({
      id: seen,
      name: "Hello.mp3",
      origin: "speech",
      prompt: "Hello there",
      kind: "audio",
    });
    const row = await database().asset.findUniqueOrThrow({ where: { id: asset.id } });
    expect(row.sha256).toBe(createHash("sha256").update(bytes).digest("hex"));
    expect(row.peaks).toHaveLength(400);
  });

  it("keeps what broke off, as far as it goes", async () => {
    const asset = await saveAudio(systemContext(), input(wavOf(tone(2)).subarray(0, 32_044)));
    expect(asset.durationMs).toBe(1_000);
  });

  it("keeps bare samples under their rate", async () => {
    const samples = wavOf(tone(1.5, { rate: 24_000 }), { rate: 24_000 }).subarray(44);
    const asset = await saveAudio(systemContext(), input(samples, { pcmRate: 24_000 }));
    expect(asset).toMatchObject({ name: "Hello.pcm", mediaType: "audio/pcm;rate=24000", durationMs: 1_500 });
    expect((await get(person, asset.id)).headers.get("content-disposition")).toMatch(/^attachment; /);
  });

  it("keeps nothing where the transaction fails, or the file is none", async () => {
    const before = storedFiles();
    const failing = saveAudio(systemContext(), input(recording("tone.mp3")), () => Promise.reject(new Error("no")));
    await expect(failing).rejects.toThrow("no");
    await expect(saveAudio(systemContext(), input(Buffer.from("words")))).rejects.toMatchObject({
      details: { reason: "audio_format" },
    });
    expect(storedFiles()).toEqual(before);
  });

  it("keeps for oneself only", async () => {
    const id = newId();
    const shown = { email: "other@example.com", name: "Other", locale: null, theme: null };
    const actor = { type: "user", userId: id, role: "member", sessionId: id, ...shown } as const;
    await expect(saveAudio(systemContext({ actor }), input(recording("tone.mp3")))).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});
