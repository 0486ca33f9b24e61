import { beforeAll, describe, expect, it } from "vitest";
import { POST as adoptRoute } from "@/app/api/admin/voices/adopt/route";
import { GET as reportRoute } from "@/app/api/admin/voices/route";
import { DELETE as deleteRoute } from "@/app/api/admin/voices/unknown/[key]/route";
import { database } from "@/lib/db";
import { findVoice, requireVoice } from "@/lib/voices";
import type { Voice, VoicesReport } from "@/lib/voices/schema";
import { call } from "@/tests/support/call";
import { login, type Login } from "@/tests/support/login";
import { begun, made, speaker, voicesWithSimulator } from "./support";

const provider = voicesWithSimulator();
let person: Login;
let admin: Login;
beforeAll(async () => {
  [person, admin] = await Promise.all([login(), login({ role: "admin" })]);
});

const read = (who: Login) => call(reportRoute, { method: "GET", headers: who.headers });
const report = async () => (await (await read(admin)).json()) as VoicesReport;
const stranger = (customName: string, model = speaker) =>
  provider.control<{ uri: string }>("POST", "/voices", { customName, model, text: "Somebody else's words." });

describe("the provider's list", () => {
  it("shows what nobody here knows to administrators alone, without its address", async () => {
    const voice = await made(person);
    const waiting = await begun(person);
    const { uri } = await stranger("elsewhere");
    expect((await read(person)).status).toBe(403);
    const response = await read(admin);
    const text = await response.text();
    expect(text).not.toContain(uri);
    const { unknown, voices, problem } = JSON.parse(text) as VoicesReport;
    expect(problem).toBeNull();
    expect(unknown).toEqual([
      expect.objectContaining({
        customName: "elsewhere",
        modelId: speaker,
        adoptable: true,
        text: "Somebody else's words.",
      }),
    ]);
    expect(voices.map(({ id }) => id).sort()).toEqual([voice.id, waiting.id].sort());
    expect(text).not.toContain(voice.transcript);
  });

  it("gives a stranger to the administrator who takes it over", async () => {
    const { uri } = await stranger("elsewhere");
    const { key } = (await report()).unknown[0]!;
    expect((await call(adoptRoute, { headers: person.headers, body: { key } })).status).toBe(403);
    const adopted = await call(adoptRoute, { headers: admin.headers, body: { key } });
    expect(adopted.status).toBe(201);
    const { voice } = (await adopted.json()) as { voice: Voice };
    expect(voice).toMatchObject({ name: "elsewhere", state: "ready", own: true, hasSample: false, consentAt: null });
    expect(await requireVoice(admin.ctx, voice.id, speaker)).toMatchObject({ uri });
    expect((await report()).unknown).toEqual([]);
    expect((await call(adoptRoute, { headers: admin.headers, body: { key } })).status).toBe(404);
  });

  it("loses strangers that an administrator deletes, and no other", async () => {
    await made(person);
    await stranger("elsewhere");
    const { key } = (await report()).unknown[0]!;
    const drop = (who: Login) => call(deleteRoute, { method: "DELETE", headers: who.headers, params: { key } });
    expect((await drop(person)).status).toBe(403);
    expect((await drop(admin)).status).toBe(204);
    expect((await drop(admin)).status).toBe(404);
    expect((await provider.there()).map(({ customName }) => customName)).toEqual([expect.stringMatching(/^voice-/)]);
  });

  it("marks voices that are gone there, and takes the mark away when they are back", async () => {
    const voice = await made(person);
    const [there] = await provider.there();
    await provider.control("DELETE", "/voices");
    await report();
    expect(await findVoice(person.ctx, voice.id)).toMatchObject({ state: "failed", failure: { reason: "voice_gone" } });
    await database().voice.updateMany({ where: { id: voice.id }, data: { uri: "speech:other" } });
    await report();
    expect((await findVoice(person.ctx, voice.id)).state).toBe("failed");
    const { uri } = await stranger(there!.customName);
    await database().voice.updateMany({ where: { id: voice.id }, data: { uri } });
    await report();
    expect(await findVoice(person.ctx, voice.id)).toMatchObject({ state: "ready", failure: null });
  });

  it("is rid of what an unanswered upload has made twice", async () => {
    await made(person);
    const [there] = await provider.there();
    await stranger(there!.customName);
    expect((await report()).unknown).toEqual([]);
    expect(await provider.there()).toEqual([there]);
  });

  it("that cannot be read says why, and marks nothing", async () => {
    const voice = await made(person);
    await provider.fault("http401", "/audio/voice/list");
    expect(await report()).toMatchObject({ problem: { reason: "key" }, unknown: [], voices: [{ id: voice.id }] });
    expect((await findVoice(person.ctx, voice.id)).state).toBe("ready");
  });
});
