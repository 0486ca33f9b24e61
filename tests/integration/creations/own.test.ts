import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { GET as getOne, DELETE } from "@/app/api/creations/[id]/route";
import { POST as cancel } from "@/app/api/creations/[id]/cancel/route";
import { GET as events } from "@/app/api/creations/events/route";
import { GET as list } from "@/app/api/creations/route";
import { newId } from "@/lib/core";
import type { Creation, CreationPage } from "@/lib/creations/schema";
import { database } from "@/lib/db";
import { call, errorOf } from "@/tests/support/call";
import type { Login } from "@/tests/support/login";
import {
  books,
  finished,
  open,
  person,
  picture,
  planOf,
  quotaOf,
  rates,
  studioWithSimulator,
  videoPlan,
  work,
} from "./support";

const studio = studioWithSimulator();

let owner: Login;
let stranger: Login;
beforeAll(async () => {
  [owner, stranger] = await Promise.all([person(), person()]);
});
afterEach(async () => {
  await database().job.deleteMany();
  await database().turn.deleteMany();
  await database().creation.deleteMany();
});

const page = async ({ headers }: Login, query = ""): Promise<CreationPage> => {
  const response = await call(list, { method: "GET", path: `/api/creations${query}`, headers });
  expect(response.status).toBe(200);
  return (await response.json()) as CreationPage;
};
const on = (handler: typeof getOne, method: string, { headers }: Login, id: string, body?: unknown) =>
  call(handler, { method, params: { id }, headers, body });

describe("the list", () => {
  it("has one's own, newest first, a page at a time", async () => {
    const ids: string[] = [];
    for (let made = 0; made < 5; made++) ids.unshift((await open(owner)).id);
    await open(stranger);
    const first = await page(owner, "?limit=3");
    const second = await page(owner, `?limit=3&before=${first.next}`);
    expect([...first.creations, ...second.creations].map(({ id }) => id)).toEqual(ids);
    expect(second.next).toBeNull();
    const places = [...first.creations, ...second.creations].map(({ calls }) => calls[0]!.place!);
    expect(places.toSorted((one, other) => other - one)).toEqual(places);
  });

  it("asks for a kind, and for what is under way", async () => {
    const made = await open(owner);
    await finished(owner, made.id);
    const waiting = await open(owner, videoPlan());
    expect((await page(owner, "?kind=image")).creations.map(({ id }) => id)).toEqual([made.id]);
    expect((await page(owner, "?running=1")).creations.map(({ id }) => id)).toEqual([waiting.id]);
    expect((await page(owner, "?kind=image&running=1")).creations).toEqual([]);
  });

  it("refuses what it did not make itself", async () => {
    for (const before of ["x", "1_2", `9_${"z".repeat(36)}`]) {
      const response = await call(list, {
        method: "GET",
        path: `/api/creations?before=${before}`,
        headers: owner.headers,
      });
      expect(await errorOf(response)).toMatchObject({ code: "invalid_input" });
    }
  });
});

describe("somebody else's creation", () => {
  it("is not there", async () => {
    const { id, calls } = await open(owner);
    for (const response of [
      await on(getOne, "GET", stranger, id),
      await on(DELETE, "DELETE", stranger, id),
      await on(cancel, "POST", stranger, id, {}),
      await on(cancel, "POST", stranger, id, { callId: calls[0]!.id }),
      await on(getOne, "GET", owner, newId()),
    ]) {
      expect([response.status, (await errorOf(response)).code]).toEqual([404, "not_found"]);
    }
    const mine = await open(stranger);
    const response = await on(cancel, "POST", stranger, mine.id, { callId: calls[0]!.id });
    expect(response.status).toBe(404);
    expect((await page(owner)).creations[0]!.calls[0]!.state).toBe("waiting");
  });

  it("needs somebody to ask", async () => {
    const { id } = await open(owner);
    for (const [handler, method] of [
      [getOne, "GET"],
      [DELETE, "DELETE"],
      [list, "GET"],
      [events, "GET"],
    ] as const) {
      expect((await call(handler, { method, params: { id } })).status).toBe(401);
    }
  });
});

describe("cancelling", () => {
  it("ends what waits and gives its money back; what was sent goes on", async () => {
    const before = await quotaOf(owner.userId);
    const { id, calls } = await open(owner, planOf({ calls: [picture(1), picture(2), picture(3)] }));
    const one = await on(cancel, "POST", owner, id, { callId: calls[1]!.id });
    const { creation } = (await one.json()) as { creation: Creation };
    expect(creation.calls.map(({ state }) => state)).toEqual(["waiting", "cancelled", "waiting"]);
    expect(creation.calls[1]).toMatchObject({ costNanos: "0", failure: null });
    expect((await quotaOf(owner.userId)).held - before.held).toBe(2n * rates.images);
    await on(cancel, "POST", owner, id, {});
    expect(await quotaOf(owner.userId)).toEqual(before);
    await work();
    expect(await studio.ledger()).toEqual([]);

    const made = await finished(owner, (await open(owner)).id);
    const late = (await (await on(cancel, "POST", owner, made.id, {})).json()) as { creation: Creation };
    expect(late.creation.calls[0]!.state).toBe("done");
    expect(await books()).toEqual([]);
  });
});

describe("putting away", () => {
  it("takes it out of the list, cancels what waits, and leaves what was made", async () => {
    const made = await finished(owner, (await open(owner)).id);
    const waiting = await open(owner);
    for (const { id } of [made, waiting]) expect((await on(DELETE, "DELETE", owner, id)).status).toBe(204);
    expect((await page(owner)).creations).toEqual([]);
    const found = (await (await on(getOne, "GET", owner, waiting.id)).json()) as { creation: Creation };
    expect(found.creation.calls[0]!.state).toBe("cancelled");
    const { assetId } = await database().creationOutput.findFirstOrThrow({ where: { callId: made.calls[0]!.id } });
    expect(await database().asset.count({ where: { id: assetId! } })).toBe(1);
  });
});

describe("the events", () => {
  it("name one's own creations as they change, and nobody else's", async () => {
    const response = await call(events, { method: "GET", headers: owner.headers });
    expect(response.headers.get("content-type")).toContain("text/event-stream");
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader.read()).value).toBe("event: open\ndata: {}\n\n");
    await open(stranger);
    const { id } = await open(owner);
    expect((await reader.read()).value).toBe(`data: {"id":"${id}"}\n\n`);
    await finished(owner, id);
    expect((await reader.read()).value).toBe(`data: {"id":"${id}"}\n\n`);
    await reader.cancel();
  });

  it("end with the session", async () => {
    const leaving = await person();
    const response = await call(events, { method: "GET", headers: leaving.headers });
    await database().session.updateMany({ where: { userId: leaving.userId }, data: { endedAt: new Date() } });
    expect(await response.text()).toBe("event: open\ndata: {}\n\n");
  });
});

describe("an account", () => {
  it("that is disabled has nothing begun for it", async () => {
    const leaving = await person();
    const { id } = await open(leaving);
    await database().user.update({ where: { id: leaving.userId }, data: { disabledAt: new Date() } });
    await work();
    const row = await database().creationCall.findFirstOrThrow({ where: { creationId: id } });
    expect(row).toMatchObject({ state: "failed", failure: { reason: "account_disabled", refunded: true } });
    expect(await studio.ledger()).toEqual([]);
    await expect(open(leaving)).rejects.toMatchObject({ code: "unauthenticated" });
    expect(await quotaOf(leaving.userId)).toEqual({ spent: 0n, held: 0n });
  });

  it("that is deleted has nothing begun, kept or held for it", async () => {
    const leaving = await person();
    await open(leaving);
    await database().user.delete({ where: { id: leaving.userId } });
    await work();
    expect(await studio.ledger()).toEqual([]);
    expect(await quotaOf(leaving.userId)).toEqual({ spent: 0n, held: 0n });
    expect(await books()).toEqual([]);
  });

  it("that is deleted while its result is fetched keeps nothing of it", async () => {
    const leaving = await person();
    await open(leaving);
    await studio.fault("slow-media", { delayMs: 800 });
    const working = work();
    await expect.poll(() => studio.mediaRequests(), { timeout: 5_000 }).toHaveLength(1);
    await database().user.delete({ where: { id: leaving.userId } });
    await working;
    await work();
    expect(await database().asset.count({ where: { userId: leaving.userId } })).toBe(0);
    expect(await database().fileRemoval.count()).toBe(0);
    expect(await books()).toEqual([]);
  });
});
