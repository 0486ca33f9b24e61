import { expect, test } from "vitest";
import { newId } from "@/lib/core";
import { systemContext } from "@/lib/db";
import { readAsset } from "@/lib/media";
import { checkBooks } from "@/lib/metering";
import { makeSample, readAloud, serveSample } from "@/lib/speech";
import { planSpeech, readableText, sampleTexts } from "@/lib/speech/schema";
import { finished, login, model, rate, speechWithSimulator, spendingOf } from "./support";

const provider = speechWithSimulator();
const voice = (name: string) => ({ kind: "system" as const, name });
const markdown = "# An answer\n\nSome **bold** words.\n\n```js\nlet x;\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |";

test("an answer is read as words, and read again for nothing", async () => {
  const person = await login();
  const input = { messageId: newId(), modelId: model, voice: voice("anna"), markdown };
  const [first, second] = await Promise.all([readAloud(person.ctx, input), readAloud(person.ctx, input)]);
  expect(second.creation.id).toBe(first.creation.id);
  const speech = await finished(person, first.creation.id);
  expect((await readAloud(person.ctx, input)).creation.id).toBe(first.creation.id);
  const [request] = await provider.requests();
  expect(request!.body["input"]).toBe(
    "An answer\n\nSome bold words.\n\nHere is a block of JavaScript code.\n\na: 1, b: 2.",
  );
  // The price a browser works out beforehand.
  const { bytes } = planSpeech({ instructions: true, dialogue: false }, { text: readableText(markdown) });
  expect(await spendingOf(person.userId)).toEqual({ spent: BigInt(bytes) * rate, held: 0n });
  expect(await provider.requests()).toHaveLength(1);
  expect(await readAsset(person.ctx, speech.asset!.id)).not.toHaveLength(0);

  // Another voice, another person, another text: another speech.
  const other = await readAloud(person.ctx, { ...input, voice: voice("alex") });
  expect(other.creation.id).not.toBe(first.creation.id);
  await finished(person, other.creation.id);
  const reader = await login();
  const theirs = await readAloud(reader.ctx, input);
  expect(theirs.creation.id).not.toBe(first.creation.id);
  await finished(reader, theirs.creation.id);
});

test("what came to nothing is begun anew", async () => {
  const person = await login();
  await provider.fault("http400", { times: 1 });
  const input = { messageId: newId(), modelId: model, voice: voice("anna"), markdown };
  const failed = await finished(person, (await readAloud(person.ctx, input)).creation.id);
  expect(failed.asset).toBe(null);
  const again = await finished(person, (await readAloud(person.ctx, input)).creation.id);
  expect(again.creation.id).not.toBe(failed.creation.id);
  expect(again.asset).not.toBe(null);
});

test("nothing but code and signs cannot be read", async () => {
  const person = await login();
  const input = { messageId: newId(), markdown: "$$\\pi$$ ---" };
  await expect(readAloud(person.ctx, { ...input, markdown: "— … —" })).rejects.toMatchObject({
    details: { reason: "speech_empty" },
  });
});

test("a voice is tried once for everybody, and paid by whoever is first", async () => {
  const [one, other] = [await login(), await login()];
  const input = { modelId: model, voice: "claire", language: "zh-CN" as const };
  const samples = await Promise.all([makeSample(one.ctx, input), makeSample(other.ctx, input)]);
  expect(samples[0].id).toBe(samples[1].id);
  const cost = BigInt(Buffer.byteLength(sampleTexts["zh-CN"])) * rate;
  expect(samples.map(({ costNanos }) => BigInt(costNanos)).toSorted()).toEqual([0n, cost]);
  const spent = [await spendingOf(one.userId), await spendingOf(other.userId)];
  expect(spent.reduce((sum, each) => sum + each.spent, 0n)).toBe(cost);
  expect((await provider.ledger()).map(({ costNanos }) => costNanos)).toEqual([String(cost)]);

  const sound = await serveSample(other.ctx, { id: samples[0].id, headers: new Headers() });
  expect(sound.headers.get("content-type")).toBe("audio/mpeg");
  expect((await sound.arrayBuffer()).byteLength).toBeGreaterThan(1_000);
  const part = await serveSample(other.ctx, { id: samples[0].id, headers: new Headers({ range: "bytes=0-1" }) });
  expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, 2]);
  expect(await makeSample(other.ctx, input)).toMatchObject({ id: samples[0].id, costNanos: "0" });
});

test("a sample that was refused costs nothing and is tried again", async () => {
  const person = await login();
  const input = { modelId: model, voice: "diana", language: "en" as const };
  await provider.fault("http400", { times: 1 });
  await expect(makeSample(person.ctx, input)).rejects.toMatchObject({ code: "provider_rejected" });
  expect(await spendingOf(person.userId)).toEqual({ spent: 0n, held: 0n });
  expect(BigInt((await makeSample(person.ctx, input)).costNanos)).toBeGreaterThan(0n);
  await provider.fault("cut-midstream", { times: 1 });
  await expect(makeSample(person.ctx, { ...input, voice: "bella" })).rejects.toMatchObject({});
  expect(await checkBooks(systemContext())).toEqual([]);
});
