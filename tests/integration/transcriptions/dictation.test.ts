import { describe, expect, it } from "vitest";
import { POST as dictation } from "@/app/api/transcriptions/dictation/route";
import { GET as models } from "@/app/api/transcriptions/models/route";
import { newId } from "@/lib/core";
import { database, systemContext } from "@/lib/db";
import { checkBooks, setMonthlyLimit } from "@/lib/metering";
import { setPrice } from "@/lib/models";
import type { Dictation, TranscriptionOffer } from "@/lib/transcriptions/schema";
import { errorOf } from "../../support/call";
import { login, type Login } from "../../support/login";
import { pause, recordingOf, speech } from "../../support/recordings";
import { makeDear, model, price, transcriptionsWithSimulator } from "./support";

const { control, fault, ledger, requests } = transcriptionsWithSimulator();

const said = recordingOf([speech(900), pause(100)]);
const send = (person: Pick<Login, "headers">, body: Uint8Array, query: Record<string, string> = {}) => {
  const headers = { ...person.headers, "content-type": "audio/wav" };
  const url = `http://localhost:3000/api/transcriptions/dictation?${new URLSearchParams({ requestKey: newId(), ...query })}`;
  return dictation(new Request(url, { method: "POST", headers, body: new Uint8Array(body) }), {
    params: Promise.resolve({}),
  });
};
const charges = ({ userId }: Login) => database().charge.findMany({ where: { userId } });
const refusalOf = async (response: Response) => {
  const { code, reason } = await errorOf(response);
  return [response.status, code, reason];
};

describe("dictation", () => {
  it("writes down what was said, without moods and tags, for the price of one call", async () => {
    const person = await login();
    await control("PUT", "/settings", { transcript: "今天天气很好。 See you 3 o'clock 🎼" });
    const response = await send(person, said, { modelId: model });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      ...{ text: "今天天气很好。 See you 3 o'clock", modelId: model, costNanos: "0", currency: "USD" },
    } satisfies Dictation);
    expect(await charges(person)).toMatchObject([{ purpose: "dictation", state: "settled", modelId: model }]);
    expect((await ledger()).map(({ quantities }) => quantities)).toEqual([{ requests: 1 }]);
    expect(await database().asset.count({ where: { userId: person.userId } })).toBe(0);
    expect(await checkBooks(systemContext())).toEqual([]);
  });

  it("costs what the call costs, and nothing where the provider refuses", async () => {
    const person = await login();
    await makeDear(control);
    expect(await (await send(person, said)).json()).toMatchObject({ costNanos: String(price) });
    await fault("http429-rpm");
    expect(await refusalOf(await send(person, said))).toEqual([429, "rate_limited", "rate_minute"]);
    await control("DELETE", "/faults");
    await fault("cut-midstream");
    expect((await refusalOf(await send(person, said)))[0]).toBe(503);
    const found = await charges(person);
    expect(found.map(({ state, costNanos }) => [state, costNanos])).toEqual(
      expect.arrayContaining([
        ["settled", price],
        ["cancelled", null],
        ["settled", price],
      ]),
    );
    const entries = await database().ledgerEntry.findMany({ where: { userId: person.userId }, orderBy: { id: "asc" } });
    expect(entries.map(({ outcome, basis }) => [outcome, basis])).toEqual([
      ["complete", "measured"],
      ["unknown", "estimated"],
    ]);
    await control("DELETE", "/faults");
    await setMonthlyLimit(systemContext(), { userId: person.userId, monthlyNanos: price * 2n });
    expect(await refusalOf(await send(person, said))).toEqual([402, "quota_exceeded", "monthly_limit"]);
  });

  it("is written down and paid once for the same request, also at once; its failure is the same too", async () => {
    const person = await login();
    await makeDear(control);
    const requestKey = newId();
    const answers = await Promise.all([1, 2, 3].map(() => send(person, said, { requestKey })));
    answers.push(await send(person, said, { requestKey }));
    const [first, ...others] = await Promise.all(answers.map((each): Promise<unknown> => each.json()));
    expect(first).toMatchObject({ costNanos: String(price) });
    expect(others).toEqual([first, first, first]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const another = recordingOf([speech(500), pause(100)]);
    expect(await refusalOf(await send(person, another, { requestKey }))).toEqual([409, "conflict", "request_key"]);
    expect([await charges(person), await requests(), await ledger()]).toMatchObject([
      [{ costNanos: price }],
      [{}],
      [{}],
    ]);
    // Somebody else's key is their own.
    expect((await send(await login(), another, { requestKey })).status).toBe(200);

    const failing = newId();
    await fault("cut-midstream");
    const refusals = await Promise.all([1, 2].map(() => send(person, said, { requestKey: failing })));
    refusals.push(await send(person, said, { requestKey: failing }));
    expect(new Set((await Promise.all(refusals.map(refusalOf))).map(String)).size).toBe(1);
    await control("DELETE", "/faults");
    expect((await send(person, said, { requestKey: failing })).status).toBe(503);
    expect(await charges(person)).toHaveLength(2);
    expect(await checkBooks(systemContext())).toEqual([]);
  });

  it("asks nobody about silence", async () => {
    const person = await login();
    expect(await (await send(person, recordingOf([pause(2_000)]))).json()).toMatchObject({ text: "", costNanos: "0" });
    expect([await charges(person), await requests()]).toEqual([[], []]);
  });

  it("refuses what is no recording of a minute before anything is sent", async () => {
    const person = await login();
    const refused = async (body: Uint8Array) => refusalOf(await send(person, body));
    expect(await refused(Buffer.from("GIF89a"))).toEqual([400, "invalid_input", "audio_format"]);
    expect(await refused(said.subarray(0, 30))).toEqual([400, "invalid_input", "audio_damaged"]);
    expect(await refused(said.subarray(0, 44))).toEqual([400, "invalid_input", "audio_empty"]);
    expect(await refused(new Uint8Array())).toEqual([400, "invalid_input", "audio_empty"]);
    expect(await refused(recordingOf([speech(62_000)], { rate: 8_000 }))).toEqual([413, "too_large", "audio_too_long"]);
    expect(await refused(Buffer.alloc(12_000_001))).toEqual([413, "too_large", "audio_too_long"]);
    const claiming = Buffer.from(said);
    claiming.writeUInt32LE(0xffffffff, 40);
    expect((await send(person, claiming)).status).toBe(200);
    expect((await refusalOf(await send({ headers: { "sec-fetch-site": "same-origin" } }, said)))[0]).toBe(401);
    expect(await refusalOf(await send(person, said, { modelId: "deepseek-ai/DeepSeek-V3" }))).toEqual([
      ...[422, "unsupported", "sub_type"],
    ]);
    expect(await requests()).toHaveLength(1);
  });

  it("says that there is none where the provider's site has none, and finds it again", async () => {
    const person = await login();
    const offer = async () => {
      const request = new Request("http://localhost:3000/api/transcriptions/models", { headers: person.headers });
      return (await (await models(request, { params: Promise.resolve({}) })).json()) as TranscriptionOffer;
    };
    expect(await offer()).toMatchObject({ unavailable: null });
    expect((await offer()).models.map(({ id }) => id)).toContain(model);
    await control("PUT", "/settings", { transcriptionsMissing: true });
    expect(await refusalOf(await send(person, said))).toEqual([422, "unsupported", "transcription_missing"]);
    expect(await offer()).toMatchObject({ unavailable: "missing" });
    expect(await refusalOf(await send(person, said))).toEqual([422, "unsupported", "transcription_missing"]);
    expect(await requests()).toHaveLength(1);
    expect(await charges(person)).toMatchObject([{ state: "cancelled" }]);
    await control("PUT", "/settings", { transcriptionsMissing: false });
    await database().$executeRaw`
      update settings set updated_at = updated_at - interval '2 hours' where key = 'transcriptions.missing'`;
    expect((await send(person, said)).status).toBe(200);
    expect(await database().setting.count({ where: { key: "transcriptions.missing" } })).toBe(0);
  });
});

it("has a price to be seen before the click", async () => {
  const person = await login({ role: "admin" });
  await setPrice(person.ctx, {
    id: "TeleAI/TeleSpeechASR",
    prices: [{ unit: "requests", amount: "0.0012", amountPer: 1 }],
    source: "test",
    sourcedOn: "2026-11-01",
  });
  const request = new Request("http://localhost:3000/api/transcriptions/models", { headers: person.headers });
  const { models: list } = (await (
    await models(request, { params: Promise.resolve({}) })
  ).json()) as TranscriptionOffer;
  expect(list.find(({ id }) => id === "TeleAI/TeleSpeechASR")).toMatchObject({
    ...{ rateNanos: "1200000", currency: "USD" },
  });
});
