import { beforeEach, describe, expect, it, vi } from "vitest";
import { newId } from "@/lib/core";
import { database, systemContext } from "@/lib/db";
import { sweepFiles } from "@/lib/media";
import { checkBooks, setMonthlyLimit } from "@/lib/metering";
import { storage } from "@/lib/storage";
import {
  deleteTranscription,
  findTranscription,
  listTranscriptions,
  repeatParts,
  startTranscription,
  transcriptionFile,
} from "@/lib/transcriptions";
import { mostCalls } from "@/lib/transcriptions/schema";
import { recording } from "../../support/audio-files";
import { pause, recordingOf, speech } from "../../support/recordings";
import { failureOf } from "../metering/people";
import {
  finished,
  keepRecording,
  makeDear,
  makePerson,
  model,
  price,
  spendingOf,
  stretches,
  transcriptionsWithSimulator,
  wish,
  work,
} from "./support";

const { control, fault, ledger, requests } = transcriptionsWithSimulator();

const short = recordingOf([speech(1_500), pause(300), speech(1_200)]);
/** Three phrases with pauses between them. */
const phrases = recordingOf([speech(7_000), pause(900), speech(7_000), pause(900), speech(7_000)]);
const owed = async () => (await ledger()).reduce((sum, { costNanos }) => sum + BigInt(costNanos), 0n);
const books = () => checkBooks(systemContext());

// Each reading is a process of its own, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 120_000 });
beforeEach(() => makeDear(control));

describe("a recording", () => {
  it("is written down by one call where it is short, and costs what the provider says", async () => {
    const person = await makePerson();
    await control("PUT", "/settings", { transcript: "你好，世界。😀" });
    const started = await startTranscription(person.ctx(), wish(await keepRecording(person, short)));
    expect(started).toMatchObject({ state: "reading", timed: false, name: "talk.wav", modelId: model, text: "" });
    expect(await spendingOf(person)).toEqual({ spent: 0n, held: price });

    const done = await finished(person, started.id);
    expect(done).toMatchObject({ state: "done", text: "你好，世界。", phrases: [], costNanos: String(price) });
    expect(stretches(done)).toEqual([["done", 0, 3_000]]);
    expect(done.parts[0]!.receipt).toMatchObject({
      basis: "measured",
      units: { requests: 1 },
      costNanos: String(price),
    });
    expect(done.asset).toMatchObject({ kind: "audio", name: "talk.wav" });
    expect(await spendingOf(person)).toEqual({ spent: await owed(), held: 0n });
    expect(await books()).toEqual([]);
  });

  it("is cut at its pauses where times are wanted, and put together again", async () => {
    const person = await makePerson();
    const started = await startTranscription(person.ctx(), wish(await keepRecording(person, phrases), { timed: true }));
    expect(started.parts).toHaveLength(mostCalls(22_800, true));
    const done = await finished(person, started.id);
    expect(done.state).toBe("done");
    expect(done.parts.length).toBeGreaterThan(1);
    expect(done.parts.length).toBeLessThanOrEqual(started.parts.length);
    expect(done.parts.at(-1)!.toMs).toBe(22_800);
    done.parts.forEach(({ fromMs }, at) => expect(fromMs).toBe(at === 0 ? 0 : done.parts[at - 1]!.toMs));
    expect(done.text).toBe(done.parts.map(({ text }) => text).join(" "));
    expect(done.phrases).toEqual(done.parts.map(({ fromMs, toMs, text }) => ({ fromMs, toMs, text })));
    expect(await requests()).toHaveLength(done.parts.length);
    expect(await spendingOf(person)).toEqual({ spent: await owed(), held: 0n });

    const srt = await transcriptionFile(person.ctx(), { id: done.id, as: "srt" });
    expect(srt.name).toBe("talk.srt");
    expect(srt.text).toMatch(/^1\n00:00:00,000 --> 00:00:\d\d,\d{3}\nThis is the recording/);
    const txt = await transcriptionFile(person.ctx(), { id: done.id, as: "txt" });
    expect(txt).toMatchObject({ name: "talk.txt", text: `${done.text}\n` });
    expect(await books()).toEqual([]);
  });

  it("has times as well where the provider tells them", async () => {
    const person = await makePerson();
    await control("PUT", "/settings", { transcript: "One. Two. Three.", transcriptSegments: true });
    const { id } = await startTranscription(person.ctx(), wish(await keepRecording(person, short)));
    const done = await finished(person, id);
    expect(done.phrases).toEqual([
      { fromMs: 0, toMs: 1_000, text: "One." },
      { fromMs: 1_000, toMs: 2_000, text: "Two." },
      { fromMs: 2_000, toMs: 3_000, text: "Three." },
    ]);
  });

  it("costs nothing where nobody says anything", async () => {
    const person = await makePerson();
    const silence = await keepRecording(person, recordingOf([pause(4_000)]));
    const done = await finished(person, (await startTranscription(person.ctx(), wish(silence))).id);
    expect(done).toMatchObject({ state: "done", text: "", costNanos: "0" });
    expect(await requests()).toEqual([]);
    expect(await spendingOf(person)).toEqual({ spent: 0n, held: 0n });
    expect(await failureOf(transcriptionFile(person.ctx(), { id: done.id, as: "srt" }))).toEqual({
      ...{ code: "unsupported", reason: "transcription_untimed" },
    });
  });

  it("goes as it is where only the provider can decode it, but not with times", async () => {
    const person = await makePerson();
    const memo = { durationMs: 1_000, name: "memo.m4a", mediaType: "audio/mp4" };
    const assetId = await keepRecording(person, recording("tone.m4a"), memo);
    const whole = await finished(person, (await startTranscription(person.ctx(), wish(assetId))).id);
    expect(whole).toMatchObject({ state: "done", costNanos: String(price), phrases: [] });
    expect(whole.text).toContain("audio.m4a");
    const timed = await finished(person, (await startTranscription(person.ctx(), wish(assetId, { timed: true }))).id);
    expect(timed).toMatchObject({ state: "failed", failure: { reason: "audio_codec" }, costNanos: "0" });
    expect(await requests()).toHaveLength(1);
    expect(await spendingOf(person)).toEqual({ spent: await owed(), held: 0n });
  });

  it("leaves no samples behind", async () => {
    const person = await makePerson();
    const { id } = await startTranscription(person.ctx(), wish(await keepRecording(person, short)));
    await finished(person, id);
    const { soundKey } = await database().transcription.findUniqueOrThrow({ where: { id } });
    expect(await storage().sizeOf(soundKey!)).toBeGreaterThan(0);
    await sweepFiles(systemContext());
    expect(await storage().sizeOf(soundKey!)).toBeUndefined();
  });
});

describe("what goes wrong", () => {
  it("a damaged file costs nothing and says so", async () => {
    const person = await makePerson();
    const damaged = await keepRecording(person, Buffer.from("this is no sound at all, whatever its name"));
    const done = await finished(person, (await startTranscription(person.ctx(), wish(damaged))).id);
    expect(done).toMatchObject({ state: "failed", text: "", costNanos: "0", failure: { refunded: true } });
    expect(done.failure!.reason).toMatch(/^audio_/);
    expect(await spendingOf(person)).toEqual({ spent: 0n, held: 0n });
    expect(await failureOf(repeatParts(person.ctx(), { id: done.id }))).toEqual({
      ...{ code: "conflict", reason: "transcription_unread" },
    });
    expect(await books()).toEqual([]);
  });

  it("a part that the provider refuses is asked for again alone", async () => {
    const person = await makePerson();
    await fault("http400", { times: 1 });
    const wished = wish(await keepRecording(person, phrases), { timed: true });
    const { id } = await startTranscription(person.ctx(), wished);
    const incomplete = await finished(person, id);
    expect(incomplete.state).toBe("incomplete");
    const failed = incomplete.parts.filter(({ state }) => state === "failed");
    expect(failed).toMatchObject([{ failure: { code: "provider_rejected", refunded: true }, costNanos: "0" }]);
    const sent = (await requests()).length;

    const { position } = failed[0]!;
    const [again] = await Promise.all([1, 2].map(() => repeatParts(person.ctx(), { id, position })));
    expect(again!.state).toBe("working");
    const done = await finished(person, id);
    expect(done.state).toBe("done");
    expect(await requests()).toHaveLength(sent + 1);
    expect(BigInt(done.costNanos)).toBe(await owed());
    expect(await spendingOf(person)).toEqual({ spent: await owed(), held: 0n });
    expect(await books()).toEqual([]);
  });

  it("what may have been done is unknown, paid, and never sent again by itself", async () => {
    const person = await makePerson();
    await fault("cut-midstream");
    const { id } = await startTranscription(person.ctx(), wish(await keepRecording(person, short)));
    const done = await finished(person, id);
    expect(done).toMatchObject({ state: "failed", costNanos: String(price) });
    expect(done.parts[0]).toMatchObject({
      state: "unknown",
      failure: { refunded: false },
      receipt: { basis: "estimated" },
    });
    expect(await requests()).toHaveLength(1);
    await control("DELETE", "/faults");
    await repeatParts(person.ctx(), { id });
    const repeated = await finished(person, id);
    expect(repeated).toMatchObject({ state: "done", costNanos: String(2n * price) });
    expect(await spendingOf(person)).toEqual({ spent: 2n * price, held: 0n });
    expect(await books()).toEqual([]);
  });

  it("a limit makes it wait, with the same charge", async () => {
    const person = await makePerson();
    await fault("http429-rpm", { times: 1, retryAfter: 1 });
    const { id } = await startTranscription(person.ctx(), wish(await keepRecording(person, short)));
    const done = await finished(person, id);
    expect(done).toMatchObject({ state: "done", costNanos: String(price) });
    expect((await requests()).map(({ status }) => status)).toEqual([200, 429]);
    expect(await database().charge.count({ where: { userId: person.userId } })).toBe(1);
  });

  it("samples that are gone are made again from the recording", async () => {
    const person = await makePerson();
    await fault("http400");
    const { id } = await startTranscription(person.ctx(), wish(await keepRecording(person, phrases), { timed: true }));
    const failed = await finished(person, id);
    expect(failed.state).toBe("failed");
    const { soundKey } = await database().transcription.findUniqueOrThrow({ where: { id } });
    await storage().delete(soundKey!);
    await control("DELETE", "/faults");
    await repeatParts(person.ctx(), { id });
    const done = await finished(person, id);
    expect(done.state).toBe("done");
    expect(stretches(done).map(([, ...times]) => times)).toEqual(stretches(failed).map(([, ...times]) => times));
    expect(await spendingOf(person)).toEqual({ spent: await owed(), held: 0n });
    expect(await books()).toEqual([]);
  });

  it("is told plainly where the provider's site writes nothing down", async () => {
    const person = await makePerson();
    await control("PUT", "/settings", { transcriptionsMissing: true });
    const assetId = await keepRecording(person, phrases);
    const { id } = await startTranscription(person.ctx(), wish(assetId, { timed: true }));
    const done = await finished(person, id);
    expect(done.state).toBe("failed");
    expect(new Set(done.parts.map(({ failure }) => failure?.reason))).toEqual(new Set(["transcription_missing"]));
    expect(await spendingOf(person)).toEqual({ spent: 0n, held: 0n });
    expect(await database().turnPause.count()).toBe(0);
    expect(await failureOf(startTranscription(person.ctx(), wish(assetId)))).toEqual({
      ...{ code: "unsupported", reason: "transcription_missing" },
    });
  });

  it("is deleted while it waits, and nothing more is sent or paid", async () => {
    const person = await makePerson();
    const { id } = await startTranscription(person.ctx(), wish(await keepRecording(person, phrases), { timed: true }));
    await deleteTranscription(person.ctx(), { id });
    await work();
    expect(await requests()).toEqual([]);
    expect(await spendingOf(person)).toEqual({ spent: 0n, held: 0n });
    expect(await failureOf(findTranscription(person.ctx(), { id }))).toMatchObject({ code: "not_found" });
    expect(await books()).toEqual([]);
  });

  it("is deleted while it is written down: what was sent is paid", async () => {
    const person = await makePerson();
    await control("PUT", "/pace", { firstTokenMs: 700 });
    const { id } = await startTranscription(person.ctx(), wish(await keepRecording(person, short)));
    const working = finishedQuietly();
    await expect.poll(async () => (await requests()).length, { timeout: 60_000 }).toBe(1);
    await deleteTranscription(person.ctx(), { id });
    await working;
    expect(await spendingOf(person)).toEqual({ spent: price, held: 0n });
    expect(await books()).toEqual([]);
  });
});

async function finishedQuietly(): Promise<void> {
  await work();
  await work();
}

describe("who may", () => {
  it("reach only what is their own", async () => {
    const [person, other] = await Promise.all([makePerson(), makePerson()]);
    const assetId = await keepRecording(person, short);
    const { id } = await startTranscription(person.ctx(), wish(assetId));
    const theirs = other.ctx();
    const gone = { code: "not_found" };
    expect(await failureOf(startTranscription(theirs, wish(assetId)))).toMatchObject(gone);
    expect(await failureOf(findTranscription(theirs, { id }))).toMatchObject(gone);
    expect(await failureOf(deleteTranscription(theirs, { id }))).toMatchObject(gone);
    expect(await failureOf(repeatParts(theirs, { id }))).toMatchObject(gone);
    expect(await failureOf(transcriptionFile(theirs, { id, as: "txt" }))).toMatchObject(gone);
    expect((await listTranscriptions(theirs, { limit: 20 })).transcriptions).toEqual([]);
    expect(await failureOf(startTranscription(theirs, wish(newId())))).toMatchObject(gone);
    expect((await listTranscriptions(person.ctx(), { limit: 20 })).transcriptions).toMatchObject([{ id }]);
    await deleteTranscription(person.ctx(), { id });
  });

  it("start it once, however often they ask", async () => {
    const person = await makePerson();
    const wished = wish(await keepRecording(person, short));
    const made = await Promise.all([1, 2, 3].map(() => startTranscription(person.ctx(), wished)));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect(await spendingOf(person)).toEqual({ spent: 0n, held: price });
    expect(await failureOf(startTranscription(person.ctx(), { ...wished, timed: true }))).toEqual({
      ...{ code: "conflict", reason: "request_key" },
    });
    await finished(person, made[0]!.id);
    expect(await requests()).toHaveLength(1);
  });

  it("spend no more than they may, and hold nothing in part", async () => {
    const person = await makePerson();
    await setMonthlyLimit(systemContext(), { userId: person.userId, monthlyNanos: 2n * price });
    const assetId = await keepRecording(person, phrases);
    expect(await failureOf(startTranscription(person.ctx(), wish(assetId, { timed: true })))).toEqual({
      ...{ code: "quota_exceeded", reason: "monthly_limit" },
    });
    expect(await spendingOf(person)).toEqual({ spent: 0n, held: 0n });
    expect(await database().transcription.count({ where: { userId: person.userId } })).toBe(0);
  });

  it("not ask for what is no recording, or too long", async () => {
    const person = await makePerson();
    const assetId = await keepRecording(person, short, { durationMs: 3_600_001 });
    expect(await failureOf(startTranscription(person.ctx(), wish(assetId, { timed: true })))).toEqual({
      ...{ code: "too_large", reason: "transcription_too_long_timed" },
    });
    await database().asset.update({ where: { id: assetId }, data: { durationMs: 4 * 3_600_000 + 1 } });
    expect(await failureOf(startTranscription(person.ctx(), wish(assetId)))).toEqual({
      ...{ code: "too_large", reason: "transcription_too_long" },
    });
    await database().asset.update({ where: { id: assetId }, data: { kind: "document" } });
    expect(await failureOf(startTranscription(person.ctx(), wish(assetId)))).toEqual({
      ...{ code: "unsupported", reason: "not_recording" },
    });
    expect(
      await failureOf(startTranscription(person.ctx(), wish(assetId, { modelId: "deepseek-ai/DeepSeek-V3" }))),
    ).toEqual({
      ...{ code: "unsupported", reason: "sub_type" },
    });
  });

  it("list them a page at a time", async () => {
    const person = await makePerson();
    const assetId = await keepRecording(person, short);
    for (let made = 0; made < 3; made++) await startTranscription(person.ctx(), wish(assetId));
    const first = await listTranscriptions(person.ctx(), { limit: 2 });
    expect(first.transcriptions).toHaveLength(2);
    expect(first.transcriptions[0]).toMatchObject({ partsDone: 0, partsTotal: 1, excerpt: "", state: "reading" });
    const rest = await listTranscriptions(person.ctx(), { limit: 2, before: first.next! });
    expect([rest.transcriptions.length, rest.next]).toEqual([1, null]);
    const ids = [...first.transcriptions, ...rest.transcriptions].map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
    expect(await failureOf(listTranscriptions(person.ctx(), { limit: 2, before: "1; drop" }))).toMatchObject({
      code: "invalid_input",
    });
    for (const id of ids) await deleteTranscription(person.ctx(), { id });
  });
});
