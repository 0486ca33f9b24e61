import { describe, expect, it } from "vitest";
import { newId } from "@/lib/core";
import { readAsset } from "@/lib/media";
import {
  books,
  finished,
  open,
  person,
  picture,
  planOf,
  quotaOf,
  rates,
  sha256,
  studioWithSimulator,
  videoPlan,
} from "./support";

const studio = studioWithSimulator();

describe("a creation", () => {
  it("goes from the click to kept pictures, equal to what was sent, at the provider's price", async () => {
    const owner = await person();
    const opened = await open(owner, planOf({ calls: [picture(1), picture(2)] }));
    expect(opened).toMatchObject({ kind: "image", modelName: "Qwen-Image", prompt: "a fox in the snow" });
    expect(opened.calls.map(({ state, place }) => [state, place])).toEqual([
      ["waiting", 1],
      ["waiting", 2],
    ]);
    expect(await quotaOf(owner.userId)).toEqual({ spent: 0n, held: 2n * rates.images });

    const done = await finished(owner, opened.id);
    expect(done.usualMs).toBeGreaterThan(0);
    for (const [position, call] of done.calls.entries()) {
      expect(call).toMatchObject({ state: "done", seed: position + 1, failure: null, costNanos: "1000000001" });
      expect(call.receipt).toMatchObject({
        basis: "reported",
        parameters: { image_size: "1328x1328", seed: position + 1 },
        units: { images: 1 },
        traceId: expect.stringMatching(/^ti_/) as string,
      });
      const [{ asset }] = call.outputs as [(typeof call.outputs)[number]];
      expect(asset).toMatchObject({
        kind: "picture",
        name: "a fox in the snow.png",
        mediaType: "image/png",
        width: 1328,
        height: 1328,
        origin: "image",
        prompt: "a fox in the snow",
        blur: expect.stringMatching(/^data:image\/webp;base64,/) as string,
      });
      expect(asset!.blur!.length).toBeLessThan(500);
      const { url } = await owner.ctx.db.creationOutput.findFirstOrThrow({ where: { assetId: asset!.id } });
      const sent = new Uint8Array(await (await fetch(url)).arrayBuffer());
      expect(sha256(await readAsset(owner.ctx, asset!.id))).toBe(sha256(sent));
    }
    expect(await quotaOf(owner.userId)).toEqual({ spent: 2n * rates.images, held: 0n });
    expect(await studio.ledger()).toHaveLength(2);
    expect(await books()).toEqual([]);
  });

  it("goes from the click to a kept video", async () => {
    const owner = await person();
    const { id } = await open(owner, videoPlan());
    const done = await finished(owner, id);
    const { state, outputs, receipt } = done.calls[0]!;
    expect(state).toBe("done");
    expect(receipt).toMatchObject({ units: { videos: 1 }, traceId: expect.any(String) as string });
    expect(outputs[0]!.asset).toMatchObject({
      kind: "video",
      mediaType: "video/mp4",
      width: 1280,
      height: 720,
      durationMs: 4000,
      name: "a fox in the snow.mp4",
    });
    const { url } = await owner.ctx.db.creationOutput.findFirstOrThrow({ where: { callId: done.calls[0]!.id } });
    const sent = new Uint8Array(await (await fetch(url)).arrayBuffer());
    expect(sha256(await readAsset(owner.ctx, outputs[0]!.asset!.id))).toBe(sha256(sent));
    expect(await books()).toEqual([]);
  });

  it("is made once for one key, however often and however many at a time", async () => {
    const owner = await person();
    const plan = planOf({ requestKey: newId() });
    const made = await Promise.all(Array.from({ length: 8 }, () => open(owner, plan)));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect((await open(owner, plan)).id).toBe(made[0]!.id);
    expect(await quotaOf(owner.userId)).toMatchObject({ held: rates.images });
    await expect(open(owner, { ...plan, requestDigest: "other" })).rejects.toMatchObject({
      code: "conflict",
      details: { reason: "request_key" },
    });
    const other = await person();
    expect((await open(other, plan)).id).not.toBe(made[0]!.id);
    await finished(owner, made[0]!.id);
    expect(await books()).toEqual([]);
  });

  it("holds the money of all its calls or of none", async () => {
    const owner = await person();
    await owner.ctx.db.spendingLimit.create({ data: { userId: owner.userId, monthlyNanos: rates.images * 2n } });
    await expect(open(owner, planOf({ calls: [picture(1), picture(2), picture(3)] }))).rejects.toMatchObject({
      code: "quota_exceeded",
    });
    expect(await quotaOf(owner.userId)).toEqual({ spent: 0n, held: 0n });
    expect(await owner.ctx.db.creation.count({ where: { userId: owner.userId } })).toBe(0);
    expect(await owner.ctx.db.turn.count({ where: { userId: owner.userId } })).toBe(0);
  });
});
