import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { DELETE, GET, PATCH } from "@/app/api/voices/[id]/route";
import { GET as sampleRoute } from "@/app/api/voices/[id]/sample/route";
import { eraseAccount } from "@/lib/auth";
import { database, systemContext } from "@/lib/db";
import { enqueue } from "@/lib/jobs";
import { listVoices, requireVoice, sweepVoices } from "@/lib/voices";
import { call } from "@/tests/support/call";
import { login, type Login } from "@/tests/support/login";
import { workerProcess } from "@/tests/support/worker-process";
import { begun, hurry, made, speaker, voicesWithSimulator, work } from "./support";

const provider = voicesWithSimulator();
let person: Login;
let other: Login;
let admin: Login;
beforeAll(async () => {
  [person, other, admin] = await Promise.all([login(), login(), login({ role: "admin" })]);
});

const as = (who: Login, id: string) => ({ headers: who.headers, params: { id } });
const remove = (who: Login, id: string) => call(DELETE, as(who, id));
const change = (who: Login, id: string, body: object) => call(PATCH, { ...as(who, id), body });
const rows = () => database().voice.count({ where: {} });

async function untilGone(): Promise<void> {
  await expect
    .poll(
      async () => {
        await hurry();
        await work();
        return rows();
      },
      { timeout: 15_000 },
    )
    .toBe(0);
}

describe("deleting a voice", () => {
  it("ends on both sides, with its sample, and for everybody at once", async () => {
    const voice = await made(person);
    expect((await remove(other, voice.id)).status).toBe(404);
    expect((await remove(person, voice.id)).status).toBe(202);
    await expect(requireVoice(person.ctx, voice.id, speaker)).rejects.toMatchObject({ code: "not_found" });
    expect(await database().asset.count({ where: { id: voice.sample!.id } })).toBe(0);
    expect(await listVoices(person.ctx)).toMatchObject([{ state: "deleting", transcript: "", hasSample: false }]);
    await untilGone();
    expect(await provider.there()).toEqual([]);
    expect((await remove(person, voice.id)).status).toBe(404);
  });

  it("works where the provider has lost it already", async () => {
    const voice = await made(person);
    await provider.control("DELETE", "/voices");
    await remove(person, voice.id);
    await untilGone();
  });

  it.each(["http500", "http403", "reset-before-headers", "cut-midstream"])("goes on after %s", async (fault) => {
    const voice = await made(person);
    await provider.fault(fault, "/audio/voice/deletions", { times: 1 });
    await remove(person, voice.id);
    await untilGone();
    expect(await provider.there()).toEqual([]);
  });

  it("reaches a voice whose upload was never answered", async () => {
    await provider.fault("cut-midstream", "/uploads/audio/voice", { times: 1 });
    const voice = await begun(person);
    await work();
    expect(await provider.there()).toHaveLength(1);
    expect((await remove(person, voice.id)).status).toBe(202);
    await hurry();
    await work();
    expect(await provider.there()).toEqual([]);
    await database().voice.updateMany({ where: {}, data: { sentAt: new Date(Date.now() - 120_000) } });
    await untilGone();
    const { userId } = person;
    const [charge] = await database().charge.findMany({ where: { userId }, orderBy: { id: "desc" }, take: 1 });
    const entry = await database().ledgerEntry.findUnique({ where: { chargeId: charge!.id } });
    expect(entry).toMatchObject({ purpose: "voice", outcome: "complete" });
  });

  it("of a voice that was never sent sends nothing", async () => {
    const voice = await begun(person);
    await remove(person, voice.id);
    await untilGone();
    expect(await provider.requests("/uploads/audio/voice")).toEqual([]);
  });

  it("is taken up by the sweep where its job is gone", async () => {
    const voice = await made(person);
    await remove(person, voice.id);
    await database().job.deleteMany();
    await database().voice.updateMany({ where: {}, data: { createdAt: new Date(Date.now() - 120_000) } });
    await sweepVoices(systemContext());
    await untilGone();
    expect(await provider.there()).toEqual([]);
  });

  it("comes with the account", async () => {
    const leaving = await login();
    await made(leaving);
    await begun(leaving);
    await database().user.update({ where: { id: leaving.userId }, data: { email: `erased:${leaving.userId}` } });
    await enqueue(systemContext(), eraseAccount, { userId: leaving.userId });
    await work();
    await hurry();
    await sweepVoices(systemContext());
    expect(await database().voice.findMany({ where: {}, select: { name: true, transcript: true } })).toEqual(
      expect.not.arrayContaining([expect.objectContaining({ transcript: expect.stringMatching(/./) as string })]),
    );
    await untilGone();
    expect(await provider.there()).toEqual([]);
  });
});

describe("processes that are killed", () => {
  const { start, kill } = workerProcess(path.join(import.meta.dirname, "voices-process.ts"));

  it("leave one voice, however far its upload was, and none once it is deleted", { timeout: 60_000 }, async () => {
    process.env.PROVIDER_GAP_TIMEOUT_MS = "30000";
    await provider.fault("hang-after-headers", "/uploads/audio/voice", { times: 1 });
    const voice = await begun(person);
    await start();
    await expect.poll(() => provider.there(), { timeout: 15_000 }).toHaveLength(1);
    await kill();
    await start();
    const state = async () => (await database().voice.findUnique({ where: { id: voice.id } }))?.state;
    await expect.poll(state, { timeout: 20_000 }).toBe("ready");
    expect(await provider.there()).toHaveLength(1);

    await provider.fault("hang-after-headers", "/audio/voice/deletions", { times: 1 });
    await remove(person, voice.id);
    await expect.poll(() => provider.there(), { timeout: 15_000 }).toEqual([]);
    await kill();
    await start();
    await expect.poll(rows, { timeout: 20_000 }).toBe(0);
    process.env.PROVIDER_GAP_TIMEOUT_MS = "1500";
  });
});

describe("others", () => {
  it("neither see nor hear nor use nor change a voice, until an administrator shares their own", async () => {
    const [own, admins] = [await made(person), await made(admin, { name: "House voice" })];
    expect((await listVoices(other.ctx)).map(({ id }) => id)).toEqual([]);
    const sample = (id: string) => call(sampleRoute, { method: "GET", ...as(other, id) });
    for (const { id } of [own, admins]) {
      await expect(requireVoice(other.ctx, id, speaker)).rejects.toMatchObject({ code: "not_found" });
      expect((await sample(id)).status).toBe(404);
      expect((await change(other, id, { name: "Mine" })).status).toBe(404);
      expect((await call(GET, { method: "GET", ...as(other, id) })).status).toBe(404);
    }
    expect((await change(person, own.id, { shared: true })).status).toBe(403);
    expect((await change(admin, own.id, { shared: true })).status).toBe(404);
    expect((await change(admin, admins.id, { shared: true, name: "Everybody's" })).status).toBe(200);

    expect(await listVoices(other.ctx)).toMatchObject([
      { id: admins.id, name: "Everybody's", own: false, shared: true, transcript: "", sample: null, consentAt: null },
    ]);
    expect(await requireVoice(other.ctx, admins.id, speaker)).toMatchObject({ id: admins.id });
    expect((await sample(admins.id)).headers.get("content-type")).toBe("audio/wav");
    expect((await remove(other, admins.id)).status).toBe(404);
    await expect(requireVoice(other.ctx, admins.id, "fishaudio/fish-speech-1.5")).rejects.toMatchObject({
      details: { reason: "voice_model" },
    });
    expect((await change(admin, admins.id, { shared: false })).status).toBe(200);
    expect(await listVoices(other.ctx)).toEqual([]);
  });
});
