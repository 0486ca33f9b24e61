import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { GET as getModels } from "@/app/api/videos/models/route";
import { newId } from "@/lib/core";
import { readAsset } from "@/lib/media";
import type { VideoModel } from "@/lib/videos/schema";
import { call, errorOf } from "@/tests/support/call";
import {
  ask,
  books,
  ended,
  fromPicture,
  makePerson,
  pictureFor,
  price,
  quotaOf,
  started,
  videosWithSimulator,
  wish,
} from "./support";

const provider = videosWithSimulator();

describe("a clip", () => {
  it("goes from the click to kept bytes, at the provider's price", async () => {
    const person = await makePerson();
    const creation = await started(person, wish({ seed: 42, negativePrompt: "blur" }));
    expect(creation).toMatchObject({ kind: "video", prompt: "A fox runs across a frozen lake." });
    expect(creation.calls).toMatchObject([{ state: "waiting", place: 1, seed: 42, costNanos: String(price) }]);
    expect(await quotaOf(person.userId)).toEqual({ spent: 0n, held: price });

    const done = await ended(person, creation);
    expect(done).toMatchObject({ state: "done", failure: null });
    expect(done.receipt).toMatchObject({
      basis: "reported",
      seed: 42,
      inferenceMs: 300,
      parameters: { image_size: "1280x720", negative_prompt: "blur" },
      traceId: expect.stringMatching(/^ti_/) as string,
    });
    const { asset } = done.outputs[0]!;
    expect(asset).toMatchObject({ kind: "video", origin: "video", mediaType: "video/mp4", width: 1280, height: 720 });
    expect((await readAsset(person.ctx, asset!.id)).byteLength).toBe(asset!.sizeBytes);

    const [sent, ...others] = await provider.requests("/video/submit");
    expect(others).toEqual([]);
    expect(sent).toMatchObject({
      unknownFields: [],
      body: {
        model: creation.modelId,
        prompt: "A fox runs across a frozen lake.",
        image_size: "1280x720",
        negative_prompt: "blur",
        seed: 42,
      },
    });
    const ledger = await provider.ledger();
    expect(ledger.map(({ costNanos }) => BigInt(costNanos))).toEqual([price]);
    expect(await quotaOf(person.userId)).toEqual({ spent: price, held: 0n });
    expect(await books()).toEqual([]);
  });

  it("begins with exactly the part of the picture that was chosen, in the clip's size", async () => {
    const person = await makePerson();
    const imageId = await pictureFor(person, 600, 900);
    const crop = { left: 100, top: 90, width: 405, height: 720 };
    const creation = await started(person, wish({ modelId: fromPicture, size: "720x1280", imageId, crop }));
    expect(creation.request).toMatchObject({ imageId, crop, size: "720x1280" });
    const done = await ended(person, creation);
    expect(done.outputs[0]!.asset).toMatchObject({ width: 720, height: 1280 });
    expect(done.receipt!.parameters).not.toHaveProperty("image");

    const [sent] = await provider.requests("/video/submit");
    expect(sent!.body.image_size).toBe("720x1280");
    const image = sent!.body.image as string;
    expect(image).toMatch(/^data:image\/jpeg;base64,/);
    const drawn = sharp(Buffer.from(image.slice(image.indexOf(",") + 1), "base64"));
    expect(await drawn.metadata()).toMatchObject({ width: 720, height: 1280 });
    // The picture is red from left to right and green from top to bottom.
    const { data, info } = await drawn.raw().toBuffer({ resolveWithObject: true });
    const at = (x: number, y: number) => [...data.subarray((y * info.width + x) * info.channels).subarray(0, 2)];
    const near = (value: number) => expect.closeTo(value, -1) as number;
    expect(at(2, 2)).toEqual([near((100 / 600) * 255), near((90 / 900) * 255)]);
    expect(at(717, 1277)).toEqual([near((505 / 600) * 255), near((810 / 900) * 255)]);
  });

  it("is made once for one key, however often it is sent", async () => {
    const person = await makePerson();
    const body = wish();
    const made = await Promise.all(Array.from({ length: 5 }, () => started(person, body)));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    await ended(person, made[0]!);
    expect((await started(person, body)).id).toBe(made[0]!.id);
    const other = await ask(person, { ...body, prompt: "Another." });
    expect(other.status).toBe(409);
    expect(await errorOf(other)).toMatchObject({ code: "conflict", reason: "request_key" });
    expect(await provider.requests("/video/submit")).toHaveLength(1);
    expect(await books()).toEqual([]);
  });
});

describe("what is refused before anything is paid", () => {
  it.each([
    ["a model that is not there", { modelId: "Wan-AI/none" }, 404, "not_found", "model"],
    ["a model that makes no clips", { modelId: "Qwen/Qwen-Image" }, 422, "unsupported", "sub_type"],
    ["a model without a price", { modelId: "Wan-AI/Wan2.1-T2V-14B" }, 422, "unsupported", "unpriced"],
    ["no picture for a model that needs one", { modelId: fromPicture }, 400, "invalid_input", undefined],
    ["a picture that is not there", { modelId: fromPicture, imageId: newId() }, 404, "not_found", undefined],
    ["an empty prompt", { prompt: "  " }, 400, "invalid_input", undefined],
    ["a price of one's own", { costNanos: "0" }, 400, "invalid_input", undefined],
  ])("%s", async (_, more, status, code, reason) => {
    const person = await makePerson();
    const response = await ask(person, wish(more));
    expect(response.status).toBe(status);
    const error = await errorOf(response);
    expect([error.code, error.reason]).toEqual([code, reason]);
    expect(await quotaOf(person.userId)).toEqual({ spent: 0n, held: 0n });
    expect(await person.ctx.db.creation.count({ where: { userId: person.userId } })).toBe(0);
  });

  it("somebody else's picture", async () => {
    const [owner, other] = [await makePerson(), await makePerson()];
    const imageId = await pictureFor(owner, 400, 400);
    const body = wish({ modelId: fromPicture, size: "960x960", imageId });
    expect((await ask(other, body)).status).toBe(404);
    expect((await ask(owner, body)).status).toBe(202);
  });

  it("a picture in the trash, and a part that is not in the picture", async () => {
    const person = await makePerson();
    const imageId = await pictureFor(person, 400, 400);
    const outside = { left: 200, top: 0, width: 400, height: 400 };
    const body = wish({ modelId: fromPicture, size: "960x960", imageId });
    expect(await errorOf(await ask(person, { ...body, crop: outside }))).toMatchObject({ field: "crop" });
    await person.ctx.db.asset.update({ where: { id: imageId }, data: { trashedAt: new Date() } });
    expect(await errorOf(await ask(person, body))).toMatchObject({ code: "not_found" });
  });

  it("more than the allowance has", async () => {
    const person = await makePerson();
    await person.ctx.db.spendingLimit.create({ data: { userId: person.userId, monthlyNanos: price * 2n - 1n } });
    expect((await ask(person)).status).toBe(202);
    expect((await ask(person)).status).toBe(402);
  });

  it("whoever is not signed in", async () => {
    const response = await ask({ headers: { "sec-fetch-site": "same-origin" } } as never);
    expect(response.status).toBe(401);
  });
});

it("lists the models that are on offer with the price of a clip, and what they begin with", async () => {
  const person = await makePerson();
  const response = await call(getModels, { method: "GET", headers: person.headers });
  const { models } = (await response.json()) as { models: VideoModel[] };
  expect(models.map(({ id, kind }) => [id, kind])).toEqual([
    ["Wan-AI/Wan2.2-T2V-A14B", "text-to-video"],
    [fromPicture, "image-to-video"],
  ]);
  expect(models[0]).toMatchObject({ price: { unit: "videos", rateNanos: String(price), currency: "USD" }, seconds: 5 });
});
