import { describe, expect, it } from "vitest";
import { cancelCreation, findCreation } from "@/lib/creations";
import { database, systemContext } from "@/lib/db";
import { startRunner } from "@/lib/jobs";
import { deleteAsset } from "@/lib/media";
import {
  books,
  ended,
  fromPicture,
  giveTurns,
  makePerson,
  ownJobs,
  pictureFor,
  price,
  quotaOf,
  started,
  until,
  videosWithSimulator,
  wish,
  work,
} from "./support";

const provider = videosWithSimulator();

describe("asking how a clip stands", () => {
  it("happens once per interval, however many watch and however many processes there are", async () => {
    process.env.VIDEO_POLL_MS = "50";
    await provider.pace({ videoMs: 1_200 });
    const person = await makePerson();
    const creation = await started(person);
    const watching = Array.from({ length: 10 }, async () => {
      for (let look = 0; look < 40; look++) await findCreation(person.ctx, { id: creation.id });
    });
    await Promise.all([...watching, ...Array.from({ length: 3 }, () => work(2_600))]);
    expect(await ended(person, creation)).toMatchObject({ state: "done" });

    const asked = await provider.requests("/video/status");
    expect(asked.length).toBeGreaterThan(1);
    expect(asked.length).toBeLessThanOrEqual(24);
    const pauses = asked.slice(1).map(({ at }, index) => at - asked[index]!.at);
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(45);
    expect(await provider.requests("/video/submit")).toHaveLength(1);
  });

  it("tells the states one after the other", async () => {
    await provider.pace({ videoMs: 2_500 });
    const person = await makePerson();
    const creation = await started(person);
    await until(person, creation, ({ state }) => state === "submitted");
    await until(person, creation, ({ state }) => state === "running");
    expect((await ended(person, creation)).state).toBe("done");
  });

  it.each(["http429-rpm", "http500", "http503", "http502-html", "http403", "reset-before-headers"])(
    "goes on after %s",
    async (fault) => {
      await provider.fault(fault, "/video/status", { times: 1, retryAfter: 0 });
      const person = await makePerson();
      const creation = await started(person);
      expect(await ended(person, creation)).toMatchObject({ state: "done" });
      expect(await provider.requests("/video/submit")).toHaveLength(1);
      const [failed, next] = await provider.requests("/video/status");
      expect(next!.at - failed!.at).toBeGreaterThanOrEqual(190);
      expect(await books()).toEqual([]);
    },
  );

  it("ends honestly where the provider has forgotten the clip: the person pays nothing, the books keep it", async () => {
    await provider.pace({ videoMs: 1, videoLifetimeMs: 1 });
    const person = await makePerson();
    const call = await ended(person, await started(person));
    expect(call).toMatchObject({ state: "failed", failure: { reason: "expired", refunded: true } });
    expect(call.receipt).toMatchObject({ basis: "estimated", refundedNanos: String(price) });
    expect(await quotaOf(person.userId)).toEqual({ spent: 0n, held: 0n });
    expect(await database().ledgerEntry.count({ where: { userId: person.userId } })).toBe(1);
    expect(await provider.ledger()).toHaveLength(1);
    expect(await books()).toEqual([]);
  });

  it("is given up after the longest time, as unknown and at the estimate", async () => {
    await provider.pace({ videoMs: 60_000 });
    const person = await makePerson();
    const creation = await started(person);
    await until(person, creation, ({ submittedAt }) => submittedAt !== null);
    const { id } = creation.calls[0]!;
    await database().creationCall.update({ where: { id }, data: { submittedAt: new Date(Date.now() - 61_000) } });
    const call = await ended(person, creation);
    expect(call).toMatchObject({ state: "unknown", failure: { reason: "timeout_total", refunded: false } });
    expect(await quotaOf(person.userId)).toEqual({ spent: price, held: 0n });
  });
});

describe("sending a clip", () => {
  it("tells that the provider could not make it, and takes nothing", async () => {
    await provider.fault("video-failed", "/video/submit");
    const person = await makePerson();
    const call = await ended(person, await started(person));
    expect(call).toMatchObject({ state: "failed", failure: { reason: "video_failed", refunded: true }, receipt: null });
    expect(await quotaOf(person.userId)).toEqual({ spent: 0n, held: 0n });
    expect(await provider.ledger()).toEqual([]);
    expect(await books()).toEqual([]);
  });

  it.each([
    ["http451", "moderation"],
    ["http400", "parameters"],
  ])("ends after %s, without a cost", async (fault, reason) => {
    await provider.fault(fault, "/video/submit");
    const person = await makePerson();
    const call = await ended(person, await started(person));
    expect(call).toMatchObject({ state: "failed", failure: { reason, refunded: true } });
    expect(await quotaOf(person.userId)).toEqual({ spent: 0n, held: 0n });
    expect(await provider.requests("/video/submit")).toHaveLength(1);
  });

  it.each(["http429-rpm", "http403", "http503"])("waits again after %s, with the same charge", async (fault) => {
    await provider.fault(fault, "/video/submit", { times: 1 });
    const person = await makePerson();
    const creation = await started(person);
    await work();
    expect((await findCreation(person.ctx, { id: creation.id })).calls[0]).toMatchObject({
      state: "waiting",
      place: 1,
    });
    expect(await quotaOf(person.userId)).toEqual({ spent: 0n, held: price });
    expect(await database().charge.count({ where: { userId: person.userId } })).toBe(1);
    // The pause is over.
    await database().turnPause.deleteMany();
    await database().turn.updateMany({ data: { notBefore: new Date(0) } });
    expect((await ended(person, creation)).state).toBe("done");
    expect(await provider.requests("/video/submit")).toHaveLength(2);
    expect(await provider.ledger()).toHaveLength(1);
    expect(await books()).toEqual([]);
  });

  it.each(["http504-empty", "reset"])("never repeats what may have been done: %s", async (fault) => {
    await provider.fault(fault, "/video/submit");
    const person = await makePerson();
    const call = await ended(person, await started(person));
    expect(call).toMatchObject({ state: "unknown", failure: { refunded: false } });
    expect(await quotaOf(person.userId)).toEqual({ spent: price, held: 0n });
    expect(await provider.requests("/video/submit")).toHaveLength(1);
  });

  it("is unknown, and not sent again, where its process died in the middle", async () => {
    await provider.fault("hang-before-headers", "/video/submit", { times: 1 });
    const person = await makePerson();
    const creation = await started(person);
    const dying = await startRunner(ownJobs);
    const stateOf = async () => (await findCreation(person.ctx, { id: creation.id })).calls[0]!.state;
    await giveTurns();
    await expect.poll(stateOf).toBe("submitting");
    await dying.drain(0);
    const call = await ended(person, creation);
    expect(call).toMatchObject({ state: "unknown", failure: { reason: "lost" } });
    expect(await provider.requests("/video/submit")).toHaveLength(1);
    expect(await quotaOf(person.userId)).toEqual({ spent: price, held: 0n });
    expect(await books()).toEqual([]);
  });

  it("is kept once where a process lost its job between the provider's word and its own", async () => {
    await provider.pace({ videoMs: 1 });
    const person = await makePerson();
    const creation = await started(person);
    await provider.fault("slow-first-token", "/video/status", { times: 1, delayMs: 700 });
    const slow = await startRunner(ownJobs);
    await giveTurns();
    await expect.poll(async () => (await provider.requests("/video/status")).length).toBe(1);
    await database().job.updateMany({ where: { name: "poll-video" }, data: { leaseUntil: new Date(0) } });
    const call = await ended(person, creation);
    await slow.drain(2_000);
    expect(call.state).toBe("done");
    expect(await database().creationOutput.count({ where: { callId: call.id } })).toBe(1);
    expect(await database().ledgerEntry.count({ where: { userId: person.userId } })).toBe(1);
    expect(await books()).toEqual([]);
  });

  it("costs nothing where its picture was deleted meanwhile, since nothing is sent", async () => {
    const person = await makePerson();
    const imageId = await pictureFor(person, 320, 320);
    const creation = await started(person, wish({ modelId: fromPicture, size: "960x960", imageId }));
    await deleteAsset(person.ctx, imageId);
    expect(await ended(person, creation)).toMatchObject({
      state: "failed",
      failure: { code: "not_found", refunded: true },
    });
    expect(await provider.requests("/video/submit")).toEqual([]);
    expect(await quotaOf(person.userId)).toEqual({ spent: 0n, held: 0n });
  });

  it("can be cancelled while it waits, and not any more once it was sent", async () => {
    const person = await makePerson();
    const creation = await started(person);
    const cancelled = await cancelCreation(person.ctx, { id: creation.id });
    expect(cancelled.calls[0]!.state).toBe("cancelled");
    expect(await quotaOf(person.userId)).toEqual({ spent: 0n, held: 0n });
    await work();
    expect(await provider.requests("/video/submit")).toEqual([]);

    await provider.pace({ videoMs: 1_500 });
    const sent = await started(person);
    await until(person, sent, ({ submittedAt }) => submittedAt !== null);
    expect((await cancelCreation(person.ctx, { id: sent.id })).calls[0]!.state).not.toBe("cancelled");
    expect((await ended(person, sent)).state).toBe("done");
    await expect(cancelCreation(systemContext(), { id: sent.id })).rejects.toMatchObject({ code: "unauthenticated" });
  });
});
