import { describe, expect, it } from "vitest";
import { GET as getShares, POST as postShare } from "@/app/api/library/shares/route";
import { DELETE as deleteShare } from "@/app/api/library/shares/[id]/route";
import { GET as getFile } from "@/app/api/shared/items/[token]/route";
import { switchSharing } from "@/lib/auth";
import { newId } from "@/lib/core";
import { database } from "@/lib/db";
import { countItemShares, listItemShares, readItemShare, revokeItemShare, shareItem, trashItems } from "@/lib/library";
import type { ItemShare } from "@/lib/library/schema";
import { call, errorOf } from "@/tests/support/call";
import { contextOf, login, type Login } from "@/tests/support/login";
import { makeItem } from "./support";

const anyone = (now = new Date()) => ({ ...contextOf({ type: "anonymous" }), now });
const share = async (person: Login, assetId: string, more: { withPrompt?: boolean; expiresInDays?: number } = {}) => {
  const made = await shareItem(person.ctx, { assetId, withPrompt: false, expiresInDays: null, ...more });
  return { ...made, token: made.url.slice(made.url.lastIndexOf("/") + 1) };
};
const file = (token: string, { query = "", headers = {} }: { query?: string; headers?: Record<string, string> } = {}) =>
  call(getFile, { method: "GET", path: `/api/shared/items/${token}${query}`, params: { token }, headers });

describe("a shared item", () => {
  it("is shown to anyone with the link, without anything private", async () => {
    const person = await login();
    const id = await makeItem(person, { name: "Ada's secret.png", prompt: "a lighthouse" });
    const { token, url } = await share(person, id);
    expect(url).toBe(`http://localhost:3000/share/item/${token}`);
    const shown = await readItemShare(anyone(), { token });
    expect(shown).toMatchObject({ kind: "picture", mediaType: "image/png", prompt: null, modelName: null });
    expect(JSON.stringify(shown)).not.toMatch(/secret|lighthouse|painter|Ada/);
    expect(JSON.stringify(shown)).not.toContain(id);
    expect(JSON.stringify(await database().itemShare.findFirst({ where: { assetId: id } }))).not.toContain(token);

    const told = await share(person, id, { withPrompt: true });
    expect(await readItemShare(anyone(), { token: told.token })).toMatchObject({
      prompt: "a lighthouse",
      modelName: "maker/painter",
    });
  });

  it("has a file of its own, whole and in part, that nobody indexes or keeps", async () => {
    const person = await login();
    const bytes = Buffer.from("0123456789");
    const { token } = await share(person, await makeItem(person, { name: "Ada.png", bytes }));
    const whole = await file(token);
    expect(whole.status).toBe(200);
    expect(Buffer.from(await whole.arrayBuffer()).equals(bytes)).toBe(true);
    expect(whole.headers.get("x-robots-tag")).toContain("noindex");
    expect(whole.headers.get("referrer-policy")).toBe("no-referrer");
    expect(whole.headers.get("cache-control")).toBe("private, no-cache");
    expect(whole.headers.get("content-disposition")).toBe('inline; filename="shared.png"');
    const part = await file(token, { headers: { range: "bytes=2-4" } });
    expect([part.status, part.headers.get("content-range"), await part.text()]).toEqual([206, "bytes 2-4/10", "234"]);
    expect((await file(token, { headers: { range: "bytes=10-" } })).status).toBe(416);
    expect((await file(token, { query: "?download=1" })).headers.get("content-disposition")).toMatch(/^attachment/);
    expect((await file(token, { query: "?trashed=1" })).status).toBe(400);
  });

  it("is over at once when it is revoked, expires, is trashed or deleted, or its person may not any more", async () => {
    const person = await login();
    const seen = async (token: string, now = new Date()) => [
      (await readItemShare(anyone(now), { token })) !== undefined,
      (await file(token)).status,
    ];
    const id = await makeItem(person);
    const revoked = await share(person, id);
    expect(await seen(revoked.token)).toEqual([true, 200]);
    const etag = (await file(revoked.token)).headers.get("etag")!;
    expect((await file(revoked.token, { headers: { "if-none-match": etag } })).status).toBe(304);
    await revokeItemShare(person.ctx, { id: revoked.share.id });
    expect(await seen(revoked.token)).toEqual([false, 404]);
    expect((await file(revoked.token, { headers: { "if-none-match": etag } })).status).toBe(404);

    const brief = await share(person, id, { expiresInDays: 1 });
    expect(await readItemShare(anyone(new Date(Date.now() + 25 * 3_600_000)), { token: brief.token })).toBeUndefined();
    await trashItems(person.ctx, { ids: [id] });
    expect(await seen(brief.token)).toEqual([false, 404]);
    await database().asset.update({ where: { id }, data: { trashedAt: null } });
    expect(await seen(brief.token)).toEqual([true, 200]);
    await database().user.update({ where: { id: person.userId }, data: { disabledAt: new Date() } });
    expect(await seen(brief.token)).toEqual([false, 404]);
    await database().user.update({ where: { id: person.userId }, data: { disabledAt: null } });
    await database().asset.delete({ where: { id } });
    expect(await seen(brief.token)).toEqual([false, 404]);
    for (const odd of ["x", "x".repeat(43), "..", "%00"]) expect((await file(odd)).status).toBe(404);
  });

  it("is made and followed only while an administrator lets people share", async () => {
    const [person, admin] = [await login(), await login({ role: "admin" })];
    const id = await makeItem(person);
    const { token } = await share(person, id);
    await switchSharing(admin.ctx, { enabled: false });
    try {
      expect(await readItemShare(anyone(), { token })).toBeUndefined();
      expect((await file(token)).status).toBe(404);
      const refused = await call(postShare, {
        headers: person.headers,
        body: { assetId: id, withPrompt: false, expiresInDays: null },
      });
      expect([refused.status, (await errorOf(refused)).reason]).toEqual([403, "sharing_off"]);
    } finally {
      await switchSharing(admin.ctx, { enabled: true });
    }
    expect((await file(token)).status).toBe(200);
    expect(await countItemShares(admin.ctx)).toBeGreaterThanOrEqual(1);
    await expect(countItemShares(person.ctx)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("is listed and revoked by its person alone", async () => {
    const [person, other] = [await login(), await login()];
    const id = await makeItem(person, { name: "tower.png" });
    const { share: made } = await share(person, id);
    const listed = await call(getShares, { method: "GET", path: `/?assetId=${id}`, headers: person.headers });
    expect(((await listed.json()) as { items: ItemShare[] }).items).toMatchObject([
      { id: made.id, name: "tower.png", state: "open" },
    ]);
    expect((await listItemShares(other.ctx, { assetId: id, limit: 10 })).items).toEqual([]);
    const remove = (by: Login) => call(deleteShare, { method: "DELETE", params: { id: made.id }, headers: by.headers });
    expect((await remove(other)).status).toBe(404);
    expect((await remove(person)).status).toBe(200);
    expect(await (await remove(person)).json()).toMatchObject({ share: { state: "revoked" } });
    const foreign = { headers: other.headers, body: { assetId: id, withPrompt: false, expiresInDays: null } };
    expect((await call(postShare, foreign)).status).toBe(404);
    const page = await makeItem(person, { origin: "page" });
    await expect(share(person, page)).rejects.toMatchObject({ code: "not_found" });
    await expect(share(person, newId())).rejects.toMatchObject({ code: "not_found" });
  });
});
