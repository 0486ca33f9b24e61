import { describe, expect, it, vi } from "vitest";
import { AppError, newId } from "@/lib/core";
import { cancelCreation, findCreation } from "@/lib/creations";
import { database, systemContext } from "@/lib/db";
import { startImages } from "@/lib/images";
import { readAsset, savePicture } from "@/lib/media";
import { checkBooks, setMonthlyLimit } from "@/lib/metering";
import { storage } from "@/lib/storage";
import { pictureOf } from "../../support/pictures";
import { failureOf } from "../metering/people";
import {
  batching,
  editing,
  finished,
  imagesWithSimulator,
  makePerson,
  model,
  price,
  spendingOf,
  wish,
  work,
} from "./support";

const { fault, ledger, requests } = imagesWithSimulator();
const drawn = () => pictureOf(64, 48).png().toBuffer();

describe("pictures", () => {
  it("are made one by one with seeds that follow one another, kept, and cost what the provider says", async () => {
    const person = await makePerson();
    const started = await startImages(person.ctx(), wish({ count: 4, seed: 100, negativePrompt: "fog" }));
    expect(started.calls.map(({ state, seed, costNanos }) => [state, seed, costNanos])).toEqual(
      [100, 101, 102, 103].map((seed) => ["waiting", seed, String(price)]),
    );
    expect(started.request).toMatchObject({ modelId: model, prompt: "A fox in the snow", seed: 100, count: 4 });
    expect(await spendingOf(person)).toEqual({ spent: 0n, held: 4n * price });

    const done = await finished(person, started.id);
    for (const { state, outputs, receipt, seed } of done.calls) {
      expect([state, outputs.length, outputs[0]!.state]).toEqual(["done", 1, "done"]);
      expect(outputs[0]!.asset).toMatchObject({ kind: "picture", width: 1328, height: 1328, origin: "image" });
      expect(receipt).toMatchObject({
        ...{ basis: "reported", costNanos: String(price), currency: "USD", seed },
        parameters: { seed, negative_prompt: "fog", num_inference_steps: 50, cfg: 4, image_size: "1328x1328" },
      });
    }
    const entries = await ledger();
    expect(entries.map(({ currency, costNanos }) => [currency, costNanos])).toEqual(
      Array(4).fill(["USD", String(price)]),
    );
    expect(new Set(done.calls.map(({ receipt }) => receipt!.traceId))).toEqual(
      new Set(entries.map(({ traceId }) => traceId)),
    );
    expect(await spendingOf(person)).toEqual({ spent: 4n * price, held: 0n });
    expect(await checkBooks(systemContext())).toEqual([]);
    expect((await requests()).every(({ unknownFields }) => unknownFields.length === 0)).toBe(true);
  });

  it("can be made again by their seed, with the same bytes", async () => {
    const person = await makePerson();
    const bytesOf = async (seed: number | null) => {
      const { id } = await startImages(person.ctx(), wish({ seed, size: "928x1664" }));
      const { calls } = await finished(person, id);
      return { seed: calls[0]!.seed!, bytes: await readAsset(person.ctx(), calls[0]!.outputs[0]!.asset!.id) };
    };
    const first = await bytesOf(null);
    const again = await bytesOf(first.seed);
    expect(Buffer.compare(first.bytes, again.bytes)).toBe(0);
    expect(Buffer.compare(first.bytes, (await bytesOf(first.seed === 1 ? 2 : 1)).bytes)).not.toBe(0);
  });

  it("come in one call where the model makes several", async () => {
    const person = await makePerson();
    const { id, calls } = await startImages(person.ctx(), wish({ modelId: batching, count: 3 }));
    expect(calls).toHaveLength(1);
    const done = await finished(person, id);
    expect(done.calls[0]!.outputs.map(({ state }) => state)).toEqual(["done", "done", "done"]);
    expect(done.calls[0]!.receipt).toMatchObject({ units: { images: 3 }, costNanos: "0" });
    expect((await requests())[0]!.body).toMatchObject({ batch_size: 3, guidance_scale: 7.5 });
  });

  it("are made from own pictures, each in its field", async () => {
    const person = await makePerson();
    const bytes = await drawn();
    const own = await Promise.all(
      ["a.png", "b.png"].map((name) => savePicture(person.ctx(), { userId: person.userId, name, bytes })),
    );
    const inputAssetIds = own.map(({ id }) => id);
    const { id } = await startImages(person.ctx(), wish({ modelId: editing, inputAssetIds }));
    const { calls } = await finished(person, id);
    expect(calls[0]!.state).toBe("done");
    const { body } = (await requests())[0]!;
    expect([body.image, body.image2]).toEqual([
      ...[expect.stringMatching(/^data:image\/\w+;base64,/), expect.stringMatching(/^data:image\/\w+;base64,/)],
    ]);
    expect(body).not.toHaveProperty("image3");
    expect(body).not.toHaveProperty("image_size");
    expect(calls[0]!.receipt!.parameters).not.toHaveProperty("image");
  });
});

describe("a wish that cannot be granted", () => {
  const failed = async (more: object, person?: Awaited<ReturnType<typeof makePerson>>) =>
    failureOf(startImages((person ?? (await makePerson())).ctx(), wish(more)));

  it("names what the model would refuse, and takes nothing", async () => {
    const person = await makePerson();
    const refused = startImages(person.ctx(), wish({ size: "1000x1000", steps: 200 }));
    await expect(refused).rejects.toMatchObject({
      code: "invalid_input",
      details: { field: "size", fields: { size: expect.any(String) as string, steps: "This must be 1 to 100." } },
    });
    expect(await failed({ modelId: editing })).toEqual({ code: "invalid_input", reason: "pictures_missing" });
    expect(await failed({ modelId: "deepseek-ai/DeepSeek-V3" })).toEqual({ code: "unsupported", reason: "sub_type" });
    expect(await failed({ modelId: "black-forest-labs/FLUX.1-dev" })).toEqual({
      ...{ code: "unsupported", reason: "unpriced" },
    });
    expect(await failed({ modelId: "black-forest-labs/FLUX.1-pro" })).toEqual({
      code: "unsupported",
      reason: "retired",
    });
    expect(await database().charge.count({ where: { userId: person.userId } })).toBe(0);
    expect(await requests()).toEqual([]);
  });

  it("reaches for no picture of somebody else, and for nothing that is none", async () => {
    const [person, other] = await Promise.all([makePerson(), makePerson()]);
    const bytes = await drawn();
    const theirs = await savePicture(other.ctx(), { userId: other.userId, name: "theirs.png", bytes });
    expect(await failed({ modelId: editing, inputAssetIds: [theirs.id] }, person)).toMatchObject({ code: "not_found" });
    expect(await failed({ modelId: editing, inputAssetIds: [newId()] }, person)).toMatchObject({ code: "not_found" });
    await database().asset.update({ where: { id: theirs.id }, data: { kind: "document" } });
    expect(await failed({ modelId: editing, inputAssetIds: [theirs.id] }, other)).toEqual({
      ...{ code: "unsupported", reason: "not_picture" },
    });
  });

  it("costs nothing where the month's limit would be passed, not even in part", async () => {
    const person = await makePerson();
    await setMonthlyLimit(systemContext(), { userId: person.userId, monthlyNanos: 3n * price });
    expect(await failed({ count: 4 }, person)).toEqual({ code: "quota_exceeded", reason: "monthly_limit" });
    expect(await spendingOf(person)).toEqual({ spent: 0n, held: 0n });
    expect(await database().creation.count({ where: { userId: person.userId } })).toBe(0);
    const { id } = await startImages(person.ctx(), wish({ count: 3 }));
    expect((await finished(person, id)).calls.map(({ state }) => state)).toEqual(["done", "done", "done"]);
  });
});

describe("the same request key", () => {
  it("is the same creation, also in parallel, and never another one", async () => {
    const [person, other] = await Promise.all([makePerson(), makePerson()]);
    const input = wish({ count: 2 });
    const answers = await Promise.all(Array.from({ length: 5 }, () => startImages(person.ctx(), input)));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await failureOf(startImages(person.ctx(), { ...input, count: 3 }))).toEqual({
      ...{ code: "conflict", reason: "request_key" },
    });
    await finished(person, answers[0]!.id);
    expect((await startImages(person.ctx(), input)).calls.map(({ state }) => state)).toEqual(["done", "done"]);
    expect(await ledger()).toHaveLength(2);
    const theirs = await startImages(other.ctx(), input);
    expect(theirs.id).not.toBe(answers[0]!.id);
    await finished(other, theirs.id);
    expect(await failureOf(findCreation(other.ctx(), { id: answers[0]!.id }))).toMatchObject({ code: "not_found" });
  });
});

describe("when the provider fails", () => {
  it("waits for its turn again after a limit, with one charge", async () => {
    const person = await makePerson();
    await fault("http429-rpm", { times: 1, retryAfter: 1 });
    const { id } = await startImages(person.ctx(), wish());
    await work(200);
    const waiting = await findCreation(person.ctx(), { id });
    const reason = "rate_minute";
    expect(waiting.calls[0]).toMatchObject({ state: "waiting", failure: null, waitsFor: { reason, refunded: false } });
    expect(await spendingOf(person)).toEqual({ spent: 0n, held: price });
    const done = await finished(person, id);
    expect(done.calls[0]).toMatchObject({ state: "done", failure: null });
    expect(done.calls[0]).not.toHaveProperty("waitsFor");
    expect((await requests()).map(({ status }) => status)).toEqual([200, 429]);
    expect(await database().charge.count({ where: { userId: person.userId } })).toBe(1);
    expect(await ledger()).toHaveLength(1);
    expect(await checkBooks(systemContext())).toEqual([]);
  });

  it("waits through overload", async () => {
    const person = await makePerson();
    await fault("http503", { times: 1, retryAfter: 1 });
    const { id } = await startImages(person.ctx(), wish({ modelId: "Tongyi-MAI/Z-Image-Turbo" }));
    expect((await finished(person, id)).calls[0]!.state).toBe("done");
    expect(await ledger()).toHaveLength(1);
  });

  it("ends with the reason where the words are refused, for nothing", async () => {
    const person = await makePerson();
    const { id } = await startImages(person.ctx(), wish({ prompt: "[[moderate]]" }));
    const done = await finished(person, id);
    expect(done.calls[0]).toMatchObject({
      ...{ state: "failed", costNanos: "0", receipt: null },
      failure: { code: "provider_rejected", reason: "moderation", refunded: true, retryable: false },
    });
    expect(await spendingOf(person)).toEqual({ spent: 0n, held: 0n });
    expect(await ledger()).toEqual([]);
  });

  it("ends unknown where an answer of 200 has no pictures in it, and the books still agree", async () => {
    const person = await makePerson();
    await fault("no-images", { times: 1 });
    const { id } = await startImages(person.ctx(), wish({ count: 2 }));
    const done = await finished(person, id);
    expect(done.calls.map(({ state }) => state).sort()).toEqual(["done", "unknown"]);
    expect(done.calls.find(({ state }) => state === "unknown")).toMatchObject({
      ...{ outputs: [], costNanos: String(price) },
      failure: { reason: "malformed", refunded: false },
      receipt: { basis: "estimated" },
    });
    expect(await requests()).toHaveLength(2);
    expect(await spendingOf(person)).toEqual({ spent: 2n * price, held: 0n });
    expect((await ledger()).reduce((sum, { costNanos }) => sum + BigInt(costNanos), 0n)).toBe(2n * price);
    expect(await checkBooks(systemContext())).toEqual([]);
  });

  it.each(["reset", "http504-empty", "http502-html"])("ends unknown after %s, and is not sent again", async (name) => {
    const person = await makePerson();
    await fault(name, { times: 1 });
    const { id } = await startImages(person.ctx(), wish());
    const done = await finished(person, id);
    expect(done.calls[0]).toMatchObject({ state: "unknown", costNanos: String(price) });
    await work(100);
    expect(await requests()).toHaveLength(1);
    expect(await checkBooks(systemContext())).toEqual([]);
  });

  it("ends unknown where the process died while it asked, and is not sent again", async () => {
    const person = await makePerson();
    const { id } = await startImages(person.ctx(), wish());
    await database().creationCall.updateMany({
      where: { creationId: id },
      data: { state: "submitting", submittedAt: new Date() },
    });
    const done = await finished(person, id);
    expect(done.calls[0]).toMatchObject({ state: "unknown", failure: { reason: "lost" } });
    expect(await requests()).toEqual([]);
    expect(await checkBooks(systemContext())).toEqual([]);
  });

  it("ends for nothing where the picture to work from is gone by then", async () => {
    const person = await makePerson();
    const bytes = await drawn();
    const { id: assetId } = await savePicture(person.ctx(), { userId: person.userId, name: "a.png", bytes });
    const { id } = await startImages(person.ctx(), wish({ modelId: editing, inputAssetIds: [assetId] }));
    await database().asset.delete({ where: { id: assetId } });
    const done = await finished(person, id);
    expect(done.calls[0]).toMatchObject({ state: "failed", costNanos: "0", failure: { code: "not_found" } });
    expect(await spendingOf(person)).toEqual({ spent: 0n, held: 0n });
    expect(await requests()).toEqual([]);
  });

  it("waits while the store of files is away, and has sent nothing by then", async () => {
    const person = await makePerson();
    const bytes = await drawn();
    const { id: assetId } = await savePicture(person.ctx(), { userId: person.userId, name: "a.png", bytes });
    const away = new AppError("unavailable", "Away.", { reason: "storage_unreachable" });
    vi.spyOn(storage(), "open").mockRejectedValueOnce(away);
    const { id } = await startImages(person.ctx(), wish({ modelId: editing, inputAssetIds: [assetId] }));
    await work(100);
    expect((await findCreation(person.ctx(), { id })).calls[0]).toMatchObject({ state: "waiting", failure: null });
    expect(await requests()).toEqual([]);
    expect((await finished(person, id)).calls[0]!.state).toBe("done");
  });

  it("waits while the account is blocked, and goes on when it is not", async () => {
    const person = await makePerson();
    await fault("http402", { times: 1 });
    const { id } = await startImages(person.ctx(), wish());
    await work(100);
    const [blocked] = (await findCreation(person.ctx(), { id })).calls;
    expect(blocked).toMatchObject({ state: "waiting", failure: null, waitsFor: { reason: "balance_or_verification" } });
    expect(await spendingOf(person)).toEqual({ spent: 0n, held: price });
    // The pause is over at once.
    await database().turnPause.deleteMany();
    await database().turn.updateMany({ data: { notBefore: new Date(0) } });
    expect((await finished(person, id)).calls[0]!.state).toBe("done");
    expect(await ledger()).toHaveLength(1);
  });

  it("says nothing of what it waited for once it is cancelled", async () => {
    const person = await makePerson();
    await fault("http402", { times: 1 });
    const { id } = await startImages(person.ctx(), wish());
    await work(100);
    expect((await cancelCreation(person.ctx(), { id })).calls[0]).toMatchObject({ state: "cancelled", failure: null });
    expect(await spendingOf(person)).toEqual({ spent: 0n, held: 0n });
    await database().turnPause.deleteMany();
  });
});
