import { afterEach, expect, test } from "vitest";
import { cancelCreation } from "@/lib/creations";
import { database, systemContext } from "@/lib/db";
import { readAsset } from "@/lib/media";
import { checkBooks } from "@/lib/metering";
import { findSpeech, repeatPart, startSpeech, streamSpeech } from "@/lib/speech";
import {
  finished,
  login,
  longText,
  rate,
  soundOf,
  speechWithSimulator,
  spendingOf,
  spoken,
  wish,
  work,
} from "./support";

const provider = speechWithSimulator();
afterEach(async () => expect(await checkBooks(systemContext())).toEqual([]));

const owed = async () => (await provider.ledger()).reduce((sum, { costNanos }) => sum + BigInt(costNanos), 0n);

test.each(["mp3", "opus", "wav", "pcm"])(
  "a stream of %s that is cut: what came is kept, marked and paid",
  async (format) => {
    const person = await login();
    await provider.fault("cut-midstream", { times: 1 });
    const speech = await spoken(person, { text: longText(1_400), format, speed: 0.25 });
    expect(speech.parts).toMatchObject([
      {
        state: "failed",
        cut: true,
        repeatable: true,
        failure: { reason: "speech_cut", retryable: true, refunded: false },
      },
    ]);
    expect(speech.asset!.sizeBytes).toBeGreaterThan(8_000);
    expect(speech.asset!.durationMs).toBeGreaterThan(100);
    expect((await soundOf(person, speech.creation.id)).length).toBeGreaterThan(8_000);
    expect(await spendingOf(person.userId)).toEqual({ spent: await owed(), held: 0n });
    expect(await owed()).toBe(BigInt(speech.parts[0]!.bytes) * rate);
    if (format !== "wav") return;
    const bytes = await readAsset(person.ctx, speech.asset!.id);
    expect(bytes.readUInt32LE(40)).toBe(bytes.length - 44);
  },
);

test("a failed part alone is repeated, and the file made anew", async () => {
  const person = await login();
  const text = longText(4_000);
  await provider.fault("http500", { times: 1, match: { path: "/audio/speech", contains: "number 30 " } });
  const broken = await spoken(person, { text, format: "wav", sampleRate: 16_000, speed: 4 });
  expect(broken.parts.map(({ state }) => state)).toEqual(["done", "failed", "done"]);
  expect(broken.parts[1]).toMatchObject({ cut: false, costNanos: "0", repeatable: true, failure: { refunded: true } });
  const { id } = broken.creation;
  const before = broken.asset!;
  await expect(repeatPart(person.ctx, { id, position: 0 })).rejects.toMatchObject({
    details: { reason: "part_whole" },
  });
  await expect(repeatPart((await login()).ctx, { id, position: 1 })).rejects.toMatchObject({ code: "not_found" });

  expect(await repeatPart(person.ctx, { id, position: 1 })).toMatchObject({ live: true });
  await expect(repeatPart(person.ctx, { id, position: 1 })).rejects.toMatchObject({
    details: { reason: "part_under_way" },
  });
  const whole = await finished(person, id);
  expect(whole.parts.map(({ state }) => state)).toEqual(["done", "done", "done"]);
  expect(whole.asset!.id).not.toBe(before.id);
  expect(whole.asset!.sizeBytes).toBeGreaterThan(before.sizeBytes);
  expect(await database().asset.count({ where: { id: before.id } })).toBe(0);
  expect(await spendingOf(person.userId)).toEqual({ spent: await owed(), held: 0n });
  const costs = whole.parts.map(({ bytes, costNanos }) => BigInt(costNanos) === BigInt(bytes) * rate);
  expect(costs).toEqual([true, true, true]);
  expect(await provider.requests()).toHaveLength(4);
});

test("a cut part keeps what it had until its repetition has come", async () => {
  const person = await login();
  await provider.fault("cut-midstream", { times: 1 });
  const cut = await spoken(person, { text: longText(1_400), format: "mp3", speed: 0.25 });
  const { id } = cut.creation;
  await provider.fault("http500", { times: 1 });
  await repeatPart(person.ctx, { id, position: 0 });
  const again = await finished(person, id);
  expect(again.parts[0]).toMatchObject({ state: "failed", cut: true, repeatable: true });
  expect(again.asset!.sizeBytes).toBe(cut.asset!.sizeBytes);
  await repeatPart(person.ctx, { id, position: 0 });
  const whole = await finished(person, id);
  expect(whole.parts[0]).toMatchObject({ state: "done", cut: false, repeatable: false });
  expect(whole.asset!.sizeBytes).toBeGreaterThan(cut.asset!.sizeBytes);
  expect(await spendingOf(person.userId)).toEqual({ spent: await owed(), held: 0n });
});

test.each([
  ["http403", "balance_or_verification"],
  ["http401", "key"],
  ["http400", "parameters"],
  ["http451", "moderation"],
])("%s costs nothing and says why", async (fault, reason) => {
  const person = await login();
  await provider.fault(fault);
  const speech = await spoken(person);
  expect(speech).toMatchObject({ asset: null, live: false });
  expect(speech.parts).toMatchObject([{ state: "failed", costNanos: "0", failure: { reason, refunded: true } }]);
  expect(await spendingOf(person.userId)).toEqual({ spent: 0n, held: 0n });
  await expect(streamSpeech(person.ctx, { id: speech.creation.id, headers: new Headers() })).rejects.toMatchObject({
    ...{ code: "not_found", details: { reason: "no_sound" } },
  });
});

test("what a limit refuses waits and is made, paid once", async () => {
  const person = await login();
  await provider.fault("http429-rpm", { times: 1, retryAfter: 1 });
  const speech = await spoken(person);
  expect(speech.parts[0]!.state).toBe("done");
  expect(await spendingOf(person.userId)).toEqual({ spent: await owed(), held: 0n });
});

test("a page instead of sound may have been paid: nobody knows", async () => {
  const person = await login();
  await provider.fault("wrong-content-type", { times: 1 });
  const speech = await spoken(person);
  expect(speech.parts[0]).toMatchObject({ state: "unknown", failure: { reason: "malformed", refunded: false } });
  expect(await spendingOf(person.userId)).toEqual({ spent: await owed(), held: 0n });
});

test("stopped in the middle: what plays stops, what waits is not begun, what came is kept", async () => {
  const person = await login();
  await provider.fault("hang-midstream");
  const { creation } = await startSpeech(person.ctx, wish({ text: longText(4_000), format: "wav" }));
  const working = work(20_000);
  const response = await streamSpeech(person.ctx, { id: creation.id, headers: new Headers() });
  const reader = response.body!.getReader();
  let heard = 0;
  while (heard < 16_000) heard += (await reader.read()).value!.byteLength;
  await cancelCreation(person.ctx, { id: creation.id });
  // The listener comes to an end, and so does the work.
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    heard += value.byteLength;
  }
  await working;
  const speech = await finished(person, creation.id);
  expect(speech.parts.map(({ state, cut }) => [state, cut])).toEqual([
    ["cancelled", true],
    ["cancelled", false],
    ["cancelled", false],
  ]);
  expect(speech.asset!.sizeBytes).toBeGreaterThan(8_000);
  expect(await owed()).toBe(BigInt(speech.parts[0]!.bytes) * rate);
  expect(await spendingOf(person.userId)).toEqual({ spent: await owed(), held: 0n });
  expect(speech.creation.calls[0]!.receipt).toMatchObject({ basis: "measured" });
});

test("a provider that falls silent in the middle is a cut", async () => {
  const person = await login();
  await provider.fault("hang-midstream", { times: 1 });
  const speech = await spoken(person, { text: longText(1_400), speed: 0.25 });
  expect(speech.parts[0]).toMatchObject({ state: "failed", cut: true, failure: { reason: "speech_cut" } });
  expect(await spendingOf(person.userId)).toEqual({ spent: await owed(), held: 0n });
});

test("any number of listeners hear the same, from the beginning, while it is made and after", async () => {
  const person = await login();
  const { creation } = await startSpeech(
    person.ctx,
    wish({ text: longText(2_500), format: "wav", sampleRate: 16_000 }),
  );
  const listeners = [1, 2, 3].map(() => soundOf(person, creation.id));
  const [speech, ...heard] = await Promise.all([finished(person, creation.id), ...listeners]);
  const file = await readAsset(person.ctx, speech.asset!.id);
  for (const sound of heard) expect(sound.subarray(44).equals(file.subarray(44))).toBe(true);
  expect((await findSpeech(person.ctx, { id: creation.id })).live).toBe(false);
});
