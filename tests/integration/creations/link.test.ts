import { beforeAll, describe, expect, it } from "vitest";
import { storedFiles } from "@/tests/integration/media/support";
import type { Login } from "@/tests/support/login";
import {
  books,
  deadlineMs,
  finished,
  open,
  person,
  picture,
  planOf,
  quotaOf,
  rates,
  studioWithSimulator,
  videoPlan,
} from "./support";

const studio = studioWithSimulator();
const pair = "Kwai-Kolors/Kolors";

let owner: Login;
beforeAll(async () => {
  process.env.CAPTURE_PICTURE_BYTES = "12000000";
  owner = await person();
});

/** Nothing lies in the storage that no row stands for. */
async function nothingLeftBehind(): Promise<void> {
  const assets = await owner.ctx.db.asset.findMany({ select: { key: true, thumbnailKey: true } });
  const kept = assets.flatMap(({ key, thumbnailKey }) => [key, thumbnailKey ?? []].flat());
  expect(storedFiles().toSorted()).toEqual(kept.toSorted());
  expect(await owner.ctx.db.fileRemoval.count()).toBe(0);
}

const make = async (plan = planOf()) => finished(owner, (await open(owner, plan)).id);

describe("a result is kept", () => {
  it.each([
    ["from a slow link", "slow-media", { delayMs: 600 }],
    ["after a link that broke off", "truncated-image", { times: 2 }],
    ["after a connection that was reset", "reset-before-headers", { times: 1, match: { path: "/media/" } }],
    ["after a store that failed", "http-503", { times: 1, match: { path: "/media/" } }],
    ["after damaged bytes", "damaged-media", { times: 1 }],
    ["after the page of a proxy", "page-instead-of-media", { times: 1 }],
    ["by a redirect within the store", "media-redirect", {}],
    ["whatever type the store claims", "wrong-content-type", { match: { path: "/media/" } }],
  ])("%s", async (_, fault, more) => {
    await studio.fault(fault, more);
    const { calls } = await make();
    expect(calls[0]).toMatchObject({ state: "done", failure: null });
    expect(calls[0]!.outputs).toMatchObject([{ state: "done", failure: null, asset: { mediaType: "image/png" } }]);
    await nothingLeftBehind();
  });

  it("of a video after a link that broke off", async () => {
    await studio.fault("truncated-image", { times: 1 });
    expect((await make(videoPlan())).calls[0]!.state).toBe("done");
    await nothingLeftBehind();
  });
});

describe("a result fails and its money goes back", () => {
  it.each([
    ["forgotten by the provider", "expired-media", {}, "expired"],
    ["gone from the store", "http-404", { match: { path: "/media/" } }, "expired"],
    ["without end", "huge-media", {}, "file_size"],
    ["in a private network", "media-redirect-private", {}, "address_unreachable"],
  ])("at once where it is %s", async (_, fault, more, reason) => {
    const before = await quotaOf(owner.userId);
    await studio.fault(fault, more);
    const [call] = (await make()).calls;
    expect(call).toMatchObject({
      state: "failed",
      failure: { reason, refunded: true },
      receipt: { costNanos: "1000000001", refundedNanos: "1000000001" },
      outputs: [{ state: "failed", asset: null, failure: { reason, refunded: true } }],
    });
    expect(await quotaOf(owner.userId)).toEqual(before);
    expect(await studio.mediaRequests()).toHaveLength(1);
    expect(await books()).toEqual([]);
    await nothingLeftBehind();
  });

  it.each([
    ["never comes whole", "truncated-image", "expired"],
    ["is another thing each time", "page-instead-of-media", "not_decodable"],
  ])("at the deadline where it %s", async (_, fault, reason) => {
    deadlineMs.image = 2_500;
    await studio.fault(fault);
    const before = await quotaOf(owner.userId);
    const [call] = (await make()).calls;
    expect(call).toMatchObject({ state: "failed", outputs: [{ state: "failed", failure: { reason } }] });
    expect((await studio.mediaRequests()).length).toBeGreaterThan(1);
    expect(await quotaOf(owner.userId)).toEqual(before);
    expect(await owner.ctx.db.ledgerEntry.count({ where: { userId: owner.userId } })).toBeGreaterThan(0);
    expect(await books()).toEqual([]);
    await nothingLeftBehind();
  });

  it("for its part where others of the same call are kept", async () => {
    const before = await quotaOf(owner.userId);
    await studio.fault("expired-media", { times: 1 });
    const body = { image_size: "1024x1024", batch_size: 2 };
    const [call] = (
      await make(planOf({ modelId: pair, calls: [{ ...picture(), body, usage: { images: 2 }, images: 2 }] }))
    ).calls;
    expect(call!.state).toBe("done");
    expect(call!.outputs.map(({ state }) => state).toSorted()).toEqual(["done", "failed"]);
    const refunded = BigInt(call!.receipt!.refundedNanos!);
    expect(refunded).toBe(rates.images);
    expect((await quotaOf(owner.userId)).spent - before.spent).toBe(rates.images);
    expect(await books()).toEqual([]);
    await nothingLeftBehind();
  });
});
