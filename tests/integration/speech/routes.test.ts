import { expect, test } from "vitest";
import { GET as find } from "@/app/api/speech/[id]/route";
import { POST as repeat } from "@/app/api/speech/[id]/parts/[position]/repeat/route";
import { GET as stream } from "@/app/api/speech/[id]/stream/route";
import { GET as models } from "@/app/api/speech/models/route";
import { POST as readAloud } from "@/app/api/speech/read-aloud/route";
import { POST as start } from "@/app/api/speech/route";
import { GET as sample } from "@/app/api/speech/samples/[id]/route";
import { POST as makeSample } from "@/app/api/speech/samples/route";
import { newId } from "@/lib/core";
import { database } from "@/lib/db";
import { env } from "@/lib/env";
import { startSpeech } from "@/lib/speech";
import type { Speech, SpeechModel, VoiceSample } from "@/lib/speech/schema";
import { call, errorOf } from "@/tests/support/call";
import { finished, login, longText, model, speechWithSimulator, wish } from "./support";

const provider = speechWithSimulator();

test("a speech is begun, followed and heard", async () => {
  const person = await login();
  const { headers } = person;
  const body = wish({ text: longText(2_000), format: "mp3", speed: 4 });
  const begun = await call(start, { headers, body });
  expect(begun.status).toBe(202);
  const { creation, parts, live } = (await begun.json()) as Speech;
  expect([parts.length, live]).toEqual([2, true]);
  const params = { id: creation.id };
  // A player of Safari's asks for two bytes first: what grows has no parts, and says so.
  const [heard] = await Promise.all([
    call(stream, { method: "GET", headers: { ...headers, range: "bytes=0-1" }, params }).then(async (response) => {
      expect(response.status).toBe(200);
      expect(response.headers.get("content-type")).toBe("audio/wav");
      expect(response.headers.get("accept-ranges")).toBe("none");
      expect(response.headers.get("cache-control")).toContain("no-transform");
      return Buffer.from(await response.arrayBuffer());
    }),
    finished(person, creation.id),
  ]);
  expect(heard.toString("latin1", 0, 4)).toBe("RIFF");
  const speech = (await (await call(find, { method: "GET", headers, params })).json()) as Speech;
  expect(speech).toMatchObject({ live: false, asset: { mediaType: "audio/mpeg" } });
  const spokenMs = speech.parts.reduce((sum, { durationMs }) => sum + durationMs!, 0);
  // One gapless file: MP3 rounds up to whole frames alone.
  expect(Math.abs(speech.asset!.durationMs! - spokenMs)).toBeLessThan(100);
  expect(Math.abs((heard.length - 44) / 88.2 - spokenMs)).toBeLessThan(5);
  const file = await call(stream, { method: "GET", headers: { ...headers, range: "bytes=0-1" }, params });
  expect([file.status, file.headers.get("content-type")]).toEqual([206, "audio/mpeg"]);
});

test("one person listens over so many connections and no more, and has them back when they are closed", async () => {
  const [person, other] = [await login(), await login()];
  Object.assign(env(), { SPEECH_LISTENERS_PER_USER: 2 });
  // Its sound begins, and is not over for some time.
  await provider.fault("hang-midstream", { times: 2 });
  const [mine, theirs] = await Promise.all([
    startSpeech(person.ctx, wish({ text: longText(1_000) })),
    startSpeech(other.ctx, wish({ text: longText(1_000) })),
  ]);
  const over = Promise.all([finished(person, mine.creation.id), finished(other, theirs.creation.id)]);
  const listen = async ({ headers }: { headers: Record<string, string> }, id: string) => {
    const response = await call(stream, { method: "GET", headers, params: { id } });
    return { response, leave: () => response.body!.cancel() };
  };
  const first = await listen(person, mine.creation.id);
  const second = await listen(person, mine.creation.id);
  expect([first.response.status, second.response.status]).toEqual([200, 200]);
  const third = await listen(person, mine.creation.id);
  expect([third.response.status, (await errorOf(third.response)).reason]).toEqual([429, "too_many_listeners"]);
  expect((await listen(other, theirs.creation.id)).response.status).toBe(200);
  await first.leave();
  expect((await listen(person, mine.creation.id)).response.status).toBe(200);
  await second.leave();
  expect((await listen(person, mine.creation.id)).response.status).toBe(200);
  Object.assign(env(), { SPEECH_LISTENERS_PER_USER: 16 });
  await over;
});

test("opus is joined as well, and bare samples are wrapped for those who listen", async () => {
  const person = await login();
  const opus = await call(start, {
    headers: person.headers,
    body: wish({ text: longText(1_700), format: "opus", speed: 4 }),
  });
  const first = await finished(person, ((await opus.json()) as Speech).creation.id);
  expect(first.asset).toMatchObject({ mediaType: "audio/ogg" });
  const spokenMs = first.parts.reduce((sum, { durationMs }) => sum + durationMs!, 0);
  expect(Math.abs(first.asset!.durationMs! - spokenMs)).toBeLessThan(100);
  expect((await provider.requests())[0]!.body).toMatchObject({ response_format: "pcm", sample_rate: 24_000 });

  const pcm = await call(start, { headers: person.headers, body: wish({ format: "pcm", sampleRate: 8_000 }) });
  const { creation, asset } = await finished(person, ((await pcm.json()) as Speech).creation.id);
  const heard = await call(stream, { method: "GET", headers: person.headers, params: { id: creation.id } });
  expect(heard.headers.get("content-type")).toBe("audio/wav");
  expect((await heard.arrayBuffer()).byteLength).toBe(asset!.sizeBytes + 44);
});

test("says which field is wrong, and that a text is too long", async () => {
  const { headers } = await login();
  const refused = async (change: object) => {
    const response = await call(start, { headers, body: { ...wish(), ...change } });
    const { code, field, reason } = await errorOf(response);
    return [response.status, code, field, reason];
  };
  expect(await refused({ text: "" })).toEqual([400, "invalid_input", "text", "speech_empty"]);
  expect(await refused({ text: "a".repeat(1_048_576) })).toEqual([413, "too_large", "text", "speech_too_long"]);
  expect(await refused({ text: "好".repeat(1_048_576) })).toEqual([413, "too_large", "text", "speech_too_long"]);
  expect((await refused({ text: "a".repeat(7_000_000) }))[0]).toBe(413);
  expect((await refused({ speed: 5 })).slice(0, 3)).toEqual([400, "invalid_input", "speed"]);
  expect((await refused({ gain: -11 })).slice(0, 3)).toEqual([400, "invalid_input", "gain"]);
  expect(await refused({ format: "mp3", sampleRate: 24_000 })).toEqual([
    ...[400, "invalid_input", "sampleRate", "speech_sample_rate"],
  ]);
  expect((await refused({ surprise: true }))[0]).toBe(400);
  expect((await call(start, { body: wish() })).status).toBe(401);
  expect(await provider.requests()).toEqual([]);
});

test("nobody else's speech, part, stream or message", async () => {
  const [person, other] = [await login(), await login()];
  const begun = (await (await call(start, { headers: person.headers, body: wish() })).json()) as Speech;
  await finished(person, begun.creation.id);
  const params = { id: begun.creation.id };
  const { headers } = other;
  expect((await call(find, { method: "GET", headers, params })).status).toBe(404);
  expect((await call(stream, { method: "GET", headers, params })).status).toBe(404);
  expect((await call(repeat, { headers, params: { ...params, position: "0" } })).status).toBe(404);
  expect((await call(readAloud, { headers, body: { messageId: newId() } })).status).toBe(404);
});

test("an answer of one's own is read aloud", async () => {
  const [person, other] = [await login(), await login()];
  const [conversationId, messageId] = [newId(), newId()];
  await database().conversation.create({ data: { id: conversationId, userId: person.userId, modelId: model } });
  await database().message.create({
    data: {
      ...{ id: messageId, conversationId, role: "assistant" },
      parts: [
        { type: "reasoning", text: "Thoughts are not read." },
        { type: "text", text: "An **answer**." },
      ],
    },
  });
  const body = { messageId };
  expect((await call(readAloud, { headers: other.headers, body })).status).toBe(404);
  const answer = await call(readAloud, { headers: person.headers, body });
  expect(answer.status).toBe(202);
  const { creation, text } = (await answer.json()) as Speech;
  expect(text).toBe("An answer.");
  await finished(person, creation.id);
});

test("lists the models, and lets a voice be tried", async () => {
  const { headers } = await login();
  const { models: list } = (await (await call(models, { method: "GET", headers })).json()) as { models: SpeechModel[] };
  expect(list[0]).toMatchObject({
    ...{ id: model, ownVoices: true, clips: true, instructions: true, dialogue: false, rate: "7150", currency: "USD" },
    formats: { mp3: [44_100, 32_000], opus: [48_000], wav: [44_100, 32_000, 24_000, 16_000, 8_000] },
    maxCharacters: 200_000,
  });
  expect(list.find(({ dialogue }) => dialogue)).toMatchObject({ clips: true });
  const body = { modelId: model, voice: "alex", language: "en" };
  const made = (await (await call(makeSample, { headers, body })).json()) as VoiceSample;
  const sound = await call(sample, { method: "GET", headers, params: { id: made.id } });
  expect([sound.status, sound.headers.get("content-type")]).toEqual([200, "audio/mpeg"]);
  expect((await call(makeSample, { headers, body: { ...body, voice: "nobody" } })).status).toBe(400);
});
