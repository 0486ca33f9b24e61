import { expect, test } from "vitest";
import { database } from "@/lib/db";
import { readAsset } from "@/lib/media";
import { checkBooks } from "@/lib/metering";
import { startSpeech, streamSpeech } from "@/lib/speech";
import { systemContext } from "@/lib/db";
import { finished, login, longText, rate, soundOf, speechWithSimulator, spendingOf, spoken, wish } from "./support";

const provider = speechWithSimulator();

test("a short text is one call, kept exactly as it came and paid by its bytes", async () => {
  const person = await login();
  const text = "你好，世界！😀 Hello.";
  const speech = await spoken(person, { text, instruction: "用开心的语气说", format: "mp3", speed: 1.5, gain: 2 });
  const input = `用开心的语气说<|endofprompt|>${text}`;
  const [request] = await provider.requests();
  expect(request).toMatchObject({ status: 200, unknownFields: [] });
  expect(request!.body).toEqual({
    ...{ model: speech.creation.modelId, input, voice: `${speech.creation.modelId}:anna` },
    ...{ response_format: "mp3", sample_rate: 44_100, stream: true, speed: 1.5, gain: 2 },
  });
  const cost = BigInt(Buffer.byteLength(input)) * rate;
  expect(speech.parts).toMatchObject([{ text, state: "done", cut: false, costNanos: String(cost), repeatable: false }]);
  expect(speech).toMatchObject({ live: false, text, format: "mp3" });
  expect((await provider.ledger()).map(({ costNanos }) => costNanos)).toEqual([String(cost)]);
  expect(await spendingOf(person.userId)).toEqual({ spent: cost, held: 0n });
  const receipt = speech.creation.calls[0]!.receipt!;
  expect(receipt).toMatchObject({ basis: "measured", units: { utf8_bytes: Buffer.byteLength(input) } });
  expect(receipt.parameters).toEqual({
    ...{ voice: `${speech.creation.modelId}:anna`, response_format: "mp3", sample_rate: 44_100 },
    ...{ stream: true, speed: 1.5, gain: 2 },
  });

  expect(speech.asset).toMatchObject({ kind: "audio", mediaType: "audio/mpeg", origin: "speech", prompt: text });
  const bytes = await readAsset(person.ctx, speech.asset!.id);
  expect(bytes.equals(await soundOf(person, speech.creation.id))).toBe(true);
  expect(await checkBooks(systemContext())).toEqual([]);
});

test("the same request is the same speech, paid once; another under its key is refused", async () => {
  const person = await login();
  const input = wish();
  const [first, second] = await Promise.all([startSpeech(person.ctx, input), startSpeech(person.ctx, input)]);
  expect(second.creation.id).toBe(first.creation.id);
  await expect(startSpeech(person.ctx, { ...input, text: "Something else" })).rejects.toMatchObject({
    ...{ code: "conflict", details: { reason: "request_key" } },
  });
  await finished(person, first.creation.id);
  expect(await provider.ledger()).toHaveLength(1);
});

test("a long text is spoken in parts and joined without losing a sample", async () => {
  const person = await login();
  const text = longText(5_000);
  const speech = await spoken(person, { text, format: "wav", sampleRate: 24_000, speed: 4 });
  expect(speech.parts.length).toBeGreaterThan(2);
  expect(speech.parts.map((part) => part.text).join(" ")).toBe(text);
  const requests = await provider.requests();
  expect(requests.map(({ body }) => body["input"])).toEqual(speech.parts.map((part) => part.text));
  expect(requests.every(({ body }) => body["response_format"] === "pcm" && body["sample_rate"] === 24_000)).toBe(true);

  const bytes = await readAsset(person.ctx, speech.asset!.id);
  const samples = speech.parts.reduce((sum, { durationMs }) => sum + durationMs!, 0);
  expect(Math.abs(((bytes.length - 44) / 48_000) * 1000 - samples)).toBeLessThan(speech.parts.length);
  expect(bytes.readUInt32LE(40)).toBe(bytes.length - 44);
  const ledger = (await provider.ledger()).reduce((sum, { costNanos }) => sum + BigInt(costNanos), 0n);
  expect(ledger).toBe(BigInt(Buffer.byteLength(text) - (speech.parts.length - 1)) * rate);
  expect(await spendingOf(person.userId)).toEqual({ spent: ledger, held: 0n });
  // Nothing of the parts is left.
  expect(await database().speechPart.count({ where: { creationId: speech.creation.id, key: { not: null } } })).toBe(0);
});

test("what a model would refuse never reaches it", async () => {
  const person = await login();
  const refusal = (more: object) => startSpeech(person.ctx, wish(more)).catch((error: unknown) => error);
  expect(await refusal({ text: "……！？" })).toMatchObject({
    code: "invalid_input",
    details: { reason: "speech_empty" },
  });
  expect(await refusal({ text: "a".repeat(1_048_576) })).toMatchObject({
    ...{ code: "too_large", details: { field: "text", reason: "speech_too_long" } },
  });
  expect(await refusal({ modelId: "Qwen/Qwen-Image" })).toMatchObject({ details: { reason: "sub_type" } });
  expect(await refusal({ voice: { kind: "system", name: "nobody" } })).toMatchObject({
    details: { reason: "speech_voice" },
  });
  expect(await provider.requests()).toEqual([]);
  expect(await spendingOf(person.userId)).toEqual({ spent: 0n, held: 0n });
});

test("a speech is its person's alone", async () => {
  const [person, other] = [await login(), await login()];
  const speech = await spoken(person);
  const { id } = speech.creation;
  await expect(streamSpeech(other.ctx, { id, headers: new Headers() })).rejects.toMatchObject({ code: "not_found" });
  await expect(finished(other, id)).rejects.toMatchObject({ code: "not_found" });
});
