import { beforeAll, describe, expect, it } from "vitest";
import { POST as retryRoute } from "@/app/api/voices/[id]/retry/route";
import { database, systemContext } from "@/lib/db";
import { loseVoice, requireVoice, sweepVoices } from "@/lib/voices";
import { call } from "@/tests/support/call";
import { login, type Login } from "@/tests/support/login";
import {
  begun,
  hasFailed,
  hurry,
  isReady,
  longSince,
  made,
  speaker,
  until,
  voicesWithSimulator,
  work,
} from "./support";

const upload = "/uploads/audio/voice";
const provider = voicesWithSimulator();
let person: Login;
beforeAll(async () => {
  person = await login();
});
const retry = (id: string) => call(retryRoute, { headers: person.headers, params: { id } });

describe("an upload", () => {
  it.each(["http500", "http503", "http429-rpm", "reset-before-headers"])("goes on after %s", async (fault) => {
    await provider.fault(fault, upload, { times: 1, retryAfter: 0 });
    const { id } = await begun(person);
    await work();
    await longSinceIfSent(id);
    await until(person, id, isReady);
    expect(await provider.there()).toHaveLength(1);
  });

  it.each(["hang-after-headers", "cut-midstream"])(
    "whose answer is lost (%s) is found in the provider's list, and not made again",
    async (fault) => {
      await provider.fault(fault, upload, { times: 1 });
      const voice = await begun(person);
      await until(person, voice.id, isReady);
      const there = await provider.there();
      expect(there).toHaveLength(1);
      expect(await requireVoice(person.ctx, voice.id, speaker)).toMatchObject({ uri: there[0]!.uri });
      expect(await provider.requests(upload)).toHaveLength(1);
      const { userId } = person;
      const charges = await database().charge.findMany({ where: { userId }, orderBy: { openedAt: "desc" }, take: 1 });
      expect(charges).toMatchObject([{ purpose: "voice", state: "settled", costNanos: 0n }]);
      const [entry] = await database().ledgerEntry.findMany({ where: { chargeId: charges[0]!.id } });
      expect(entry).toMatchObject({ outcome: "complete", basis: "measured" });
    },
  );

  it("is found by either name of the list", async () => {
    await provider.control("PUT", "/settings", { voiceListField: "result" });
    await provider.fault("cut-midstream", upload, { times: 1 });
    const { id } = await begun(person);
    await until(person, id, isReady);
    expect(await provider.there()).toHaveLength(1);
  });

  it("that did not arrive is sent again only when it cannot arrive any more", async () => {
    await provider.fault("reset-before-headers", upload, { times: 1 });
    const { id } = await begun(person);
    for (let round = 0; round < 3; round++) {
      await work();
      await hurry();
    }
    expect(await provider.requests(upload)).toHaveLength(1);
    expect(await lastOutcomes(1)).toEqual([undefined]);
    await longSince(id);
    await until(person, id, isReady);
    expect(await provider.requests(upload)).toHaveLength(2);
    expect(await provider.there()).toHaveLength(1);
    expect(await lastOutcomes(2)).toEqual(["unknown", "complete"]);
  });

  it("that nobody ever hears of is left to its person, who may try again", async () => {
    await provider.fault("reset-before-headers", upload);
    const { id } = await begun(person);
    for (let round = 0; round < 6; round++) {
      await hurry();
      await work();
      await longSince(id);
    }
    const voice = await until(person, id, hasFailed);
    expect(voice.failure).toMatchObject({ reason: "voice_unsettled" });
    expect(await provider.requests(upload)).toHaveLength(3);
    await provider.control("DELETE", "/faults");
    expect((await retry(id)).status).toBe(202);
    await longSince(id);
    await until(person, id, isReady);
    expect(await provider.there()).toHaveLength(1);
  });

  it("by an account of unknown identity says so, and works once that is mended", async () => {
    await provider.fault("http403-verification", upload);
    const { id } = await begun(person);
    expect((await until(person, id, hasFailed)).failure).toMatchObject({ reason: "voice_verification" });
    await expect(requireVoice(person.ctx, id, speaker)).rejects.toMatchObject({
      details: { reason: "voice_not_ready" },
    });
    await provider.control("DELETE", "/faults");
    expect((await retry(id)).status).toBe(202);
    await until(person, id, isReady);
    expect(await provider.there()).toHaveLength(1);
    expect((await retry(id)).status).toBe(409);
  });

  it("that the provider refuses is not repeated", async () => {
    await provider.fault("http400", upload);
    const { id } = await begun(person);
    expect((await until(person, id, hasFailed)).failure).toMatchObject({ reason: "voice_refused" });
    expect(await provider.requests(upload)).toHaveLength(1);
    const [charge] = await database().charge.findMany({ orderBy: { openedAt: "desc" }, take: 1 });
    expect(charge).toMatchObject({ purpose: "voice", state: "cancelled" });
  });

  it("whose job is gone is taken up by the sweep", async () => {
    const { id } = await begun(person);
    await database().job.deleteMany();
    await database().voice.updateMany({ where: { id }, data: { createdAt: new Date(Date.now() - 120_000) } });
    await sweepVoices(systemContext());
    await until(person, id, isReady);
    expect(await provider.there()).toHaveLength(1);
  });

  it("of a voice that the provider has lost brings it back", async () => {
    const voice = await made(person);
    await provider.control("DELETE", "/voices");
    await loseVoice(systemContext(), voice.id);
    await expect(requireVoice(person.ctx, voice.id, speaker)).rejects.toMatchObject({
      details: { reason: "voice_gone" },
    });
    expect((await retry(voice.id)).status).toBe(202);
    await until(person, voice.id, isReady);
    expect(await provider.there()).toHaveLength(1);
  });
});

/** How the last calls of the person ended, by the ledger; undefined where nobody knows yet. */
async function lastOutcomes(count: number): Promise<(string | undefined)[]> {
  const { userId } = person;
  const charges = await database().charge.findMany({ where: { userId }, orderBy: { id: "desc" }, take: count });
  const entries = await database().ledgerEntry.findMany({ where: { chargeId: { in: charges.map(({ id }) => id) } } });
  return charges.map(({ id }) => entries.find(({ chargeId }) => chargeId === id)?.outcome).reverse();
}

/** A connection that broke leaves it open whether the voice arrived. */
async function longSinceIfSent(id: string): Promise<void> {
  const { sentAt } = await database().voice.findUniqueOrThrow({ where: { id } });
  if (sentAt) await longSince(id);
}
