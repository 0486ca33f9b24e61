import { describe, expect, it } from "vitest";
import { GET as getSharing, PATCH as patchSharing } from "@/app/api/admin/sharing/route";
import { GET as getPicture } from "@/app/api/shared/conversations/[token]/[picture]/route";
import { DELETE as deleteShare } from "@/app/api/shares/[id]/route";
import { GET as getShares, POST as postShare } from "@/app/api/shares/route";
import { switchSharing } from "@/lib/auth";
import { createShare, deleteConversation, listShares, readShare, restoreConversation, revokeShare } from "@/lib/chat";
import type { ShareSummary } from "@/lib/chat/schema";
import { newId } from "@/lib/core";
import { database } from "@/lib/db";
import { deleteAsset, readAsset, savePicture } from "@/lib/media";
import { call, errorOf } from "../../support/call";
import { contextOf, login, type Login } from "../../support/login";
import { pictureOf } from "../../support/pictures";
import { ask, chatWithSimulator, question } from "./support";

chatWithSimulator();

const reader = (now = new Date()) => ({ ...contextOf({ type: "anonymous" }), now });
const tokenOf = (url: string) => url.slice(url.lastIndexOf("/") + 1);

async function talk(person: Login, system = "Never tell: swordfish.") {
  const { started } = await ask(person.ctx, question("Say hello", { systemPrompt: system }));
  return started.conversation.id;
}
const share = async (
  person: Login,
  conversationId: string,
  more: { systemPrompt?: boolean; pictures?: boolean; expiresInDays?: number | null } = {},
) => {
  const made = await createShare(person.ctx, {
    ...{ conversationId, systemPrompt: false, pictures: false, expiresInDays: null },
    ...more,
  });
  return { ...made, token: tokenOf(made.url) };
};

describe("a shared conversation", () => {
  it("is a frozen copy that anyone with the link reads, without anything private", async () => {
    const person = await login({ name: "Ada Private", email: `ada-${newId()}@example.com` });
    const id = await talk(person);
    const { token, url, share: summary } = await share(person, id);
    expect(url).toMatch(/^http:\/\/localhost:3000\/share\/[\w-]{43}$/);
    expect(summary).toMatchObject({ conversationId: id, state: "open", expiresAt: null });
    await ask(
      person.ctx,
      question("", { conversationId: id, action: { type: "send", parentId: null, text: "Written later" } }),
    );
    const seen = await readShare(reader(), { token });
    expect(seen).toMatchObject({
      systemPrompt: null,
      messages: [{ role: "user", text: "Say hello" }, { role: "assistant" }],
    });
    const text = JSON.stringify(seen);
    for (const secret of [
      "swordfish",
      "Ada Private",
      person.email,
      person.userId,
      id,
      "Written later",
      "costNanos",
      "reasoning",
    ]) {
      expect(text).not.toContain(secret);
    }
    const stored = await database().share.findFirstOrThrow({ where: { id: summary.id } });
    expect(JSON.stringify(stored)).not.toContain(token);
    expect(
      (await readShare(reader(), { token: (await share(person, id, { systemPrompt: true })).token }))?.systemPrompt,
    ).toContain("swordfish");
  });

  it("is gone when revoked, expired, deleted, disabled or switched off; and the same as none", async () => {
    const person = await login();
    const admin = await login({ role: "admin" });
    const id = await talk(person);
    const { token, share: summary } = await share(person, id, { expiresInDays: 7 });
    const isThere = async (now = new Date()) => (await readShare(reader(now), { token })) !== undefined;
    expect(await isThere()).toBe(true);
    const week = 7 * 86_400_000;
    expect(await isThere(new Date(Date.parse(summary.createdAt) + week - 1_000))).toBe(true);
    expect(await isThere(new Date(Date.parse(summary.createdAt) + week))).toBe(false);

    await switchSharing(admin.ctx, { enabled: false });
    expect(await isThere()).toBe(false);
    await expect(share(person, id)).rejects.toMatchObject({ code: "forbidden", details: { reason: "sharing_off" } });
    await switchSharing(admin.ctx, { enabled: true });
    expect(await isThere()).toBe(true);

    await deleteConversation(person.ctx, { id });
    expect(await isThere()).toBe(false);
    expect((await listShares(person.ctx, { limit: 50 })).items).toEqual([]);
    await restoreConversation(person.ctx, { id });
    expect(await isThere()).toBe(true);

    await database().user.update({ where: { id: person.userId }, data: { disabledAt: new Date() } });
    expect(await isThere()).toBe(false);
    await database().user.update({ where: { id: person.userId }, data: { disabledAt: null } });

    expect(await revokeShare(person.ctx, summary)).toMatchObject({ state: "revoked" });
    expect(await revokeShare(person.ctx, summary)).toMatchObject({ state: "revoked" });
    expect(await isThere()).toBe(false);
    for (const odd of ["", "x", "a".repeat(43), `${token}x`, "../../etc", "%00"]) {
      expect(await readShare(reader(), { token: odd })).toBeUndefined();
    }
  });

  it("is its owner's to list and revoke, in pages", async () => {
    const person = await login();
    const other = await login();
    const id = await talk(person);
    const made: string[] = [];
    for (let index = 0; index < 3; index++) {
      const at = { ...person.ctx, now: new Date(Date.now() + index * 1_000) };
      made.push(
        (await createShare(at, { conversationId: id, systemPrompt: false, pictures: false, expiresInDays: 1 })).share
          .id,
      );
    }
    const first = await listShares(person.ctx, { limit: 2 });
    const rest = await listShares(person.ctx, { limit: 2, cursor: first.nextCursor! });
    expect([...first.items, ...rest.items].map((each) => each.id)).toEqual(made.toReversed());
    expect(rest.nextCursor).toBeNull();
    expect((await listShares(other.ctx, { limit: 50, conversationId: id })).items).toEqual([]);
    await expect(revokeShare(other.ctx, { id: made[0]! })).rejects.toMatchObject({ code: "not_found" });
    await expect(share(other, id)).rejects.toMatchObject({ code: "not_found" });
    expect(
      (await call(deleteShare, { method: "DELETE", params: { id: made[0]! }, headers: other.headers })).status,
    ).toBe(404);
    const response = await call(deleteShare, { method: "DELETE", params: { id: made[0]! }, headers: person.headers });
    expect(await response.json()).toMatchObject({ share: { state: "revoked" } });
  });

  it("is made and listed over HTTP; only an administrator has the switch", async () => {
    const person = await login();
    const admin = await login({ role: "admin" });
    const conversationId = await talk(person);
    const made = await call(postShare, { headers: person.headers, body: { conversationId, expiresInDays: 30 } });
    expect(made.status).toBe(201);
    const listed = await call(getShares, {
      method: "GET",
      path: `/api/shares?conversationId=${conversationId}`,
      headers: person.headers,
    });
    const { items } = (await listed.json()) as { items: ShareSummary[] };
    expect(items).toHaveLength(1);
    expect(JSON.stringify(items)).not.toContain(tokenOf(((await made.json()) as { url: string }).url));
    for (const body of [
      { conversationId },
      { conversationId, expiresInDays: 0 },
      { conversationId, expiresInDays: 366 },
      { conversationId: "x", expiresInDays: null },
    ]) {
      expect((await errorOf(await call(postShare, { headers: person.headers, body }))).code).toBe("invalid_input");
    }
    const change = (who: Login) =>
      call(patchSharing, { method: "PATCH", headers: who.headers, body: { enabled: true } });
    expect((await change(person)).status).toBe(403);
    expect((await change(admin)).status).toBe(200);
    expect((await call(getSharing, { method: "GET", headers: person.headers })).status).toBe(403);
    expect(await (await call(getSharing, { method: "GET", headers: admin.headers })).json()).toEqual({ enabled: true });
  });

  it("may not be longer than a page can show", async () => {
    const person = await login();
    const id = newId();
    const ids = Array.from({ length: 2_001 }, () => newId());
    await database().conversation.create({ data: { id, userId: person.userId, modelId: "m", leafId: ids.at(-1)! } });
    await database().message.createMany({
      data: ids.map((messageId, index) => ({
        id: messageId,
        conversationId: id,
        parentId: ids[index - 1] ?? null,
        role: "user",
        parts: [],
      })),
    });
    await expect(share(person, id)).rejects.toMatchObject({ code: "too_large", details: { reason: "share" } });
  });
});

describe("the pictures of a shared conversation", () => {
  const seeing = "Qwen/Qwen3-VL-8B-Instruct";

  async function withPictures(person: Login) {
    const ids: string[] = [];
    for (const name of ["passport of Ada.png", "second.png"]) {
      const bytes = await pictureOf(40, 20 + ids.length)
        .png()
        .toBuffer();
      ids.push((await savePicture(person.ctx, { userId: person.userId, name, bytes })).id);
    }
    const attachments = ids.map((assetId) => ({
      type: "picture" as const,
      assetId,
      alt: "A view",
      detail: "low" as const,
    }));
    const action = { type: "send" as const, parentId: null, text: "What is this?", attachments };
    const { started } = await ask(person.ctx, question("", { modelId: seeing, action }));
    return { ids, conversationId: started.conversation.id };
  }
  const pictureAt = (token: string, picture: string | number, query = "") =>
    call(getPicture, {
      method: "GET",
      path: `/api/shared/conversations/${token}/${picture}${query}`,
      params: { token, picture: String(picture) },
    });
  const picturesIn = async (token: string) => {
    const { messages } = (await readShare(reader(), { token }))!;
    return { shown: messages.flatMap(({ pictures }) => pictures), omitted: messages[0]!.omitted.pictures };
  };

  it("are left out and counted unless its maker includes them", async () => {
    const person = await login();
    const { conversationId } = await withPictures(person);
    const { token } = await share(person, conversationId);
    expect(await picturesIn(token)).toEqual({ shown: [], omitted: 2 });
    expect((await pictureAt(token, 0)).status).toBe(404);
  });

  it("are shown to anyone with the link, by number, without a name or an id", async () => {
    const person = await login();
    const { ids, conversationId } = await withPictures(person);
    const { token } = await share(person, conversationId, { pictures: true });
    expect(await picturesIn(token)).toEqual({
      shown: [
        { number: 0, width: 40, height: 20, alt: "A view" },
        { number: 1, width: 40, height: 21, alt: "A view" },
      ],
      omitted: 0,
    });
    for (const id of ids) expect(JSON.stringify(await readShare(reader(), { token }))).not.toContain(id);
    const response = await pictureAt(token, 1);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "cache-control": "private, no-cache",
      "content-disposition": "inline",
      "content-type": "image/png",
      "x-content-type-options": "nosniff",
      "x-robots-tag": "noindex, nofollow, noarchive",
    });
    expect(Buffer.from(await response.arrayBuffer())).toEqual(await readAsset(person.ctx, ids[1]!));
    expect((await pictureAt(token, 0, "?variant=thumbnail")).headers.get("content-type")).toBe("image/webp");
    for (const odd of ["2", "-1", "x", "1.5", "1e9", ids[0]!]) {
      expect([400, 404]).toContain((await pictureAt(token, odd)).status);
    }
    expect((await pictureAt("a".repeat(43), 0)).status).toBe(404);
  });

  it("are gone with the link, and each when its maker deletes it", async () => {
    const person = await login();
    const { ids, conversationId } = await withPictures(person);
    const { token, share: summary } = await share(person, conversationId, { pictures: true });
    await deleteAsset(person.ctx, ids[0]!);
    expect(await picturesIn(token)).toEqual({
      shown: [{ number: 1, width: 40, height: 21, alt: "A view" }],
      omitted: 1,
    });
    expect((await pictureAt(token, 0)).status).toBe(404);
    expect((await pictureAt(token, 1)).status).toBe(200);
    await revokeShare(person.ctx, summary);
    expect((await pictureAt(token, 1)).status).toBe(404);
  });

  it("are its maker's own, whatever the copy names", async () => {
    const person = await login();
    const other = await login();
    const { conversationId } = await withPictures(person);
    const theirs = await withPictures(other);
    const { token, share: summary } = await share(person, conversationId, { pictures: true });
    const { snapshot } = await database().share.findUniqueOrThrow({ where: { id: summary.id } });
    const forged = { ...(snapshot as object), pictureIds: theirs.ids };
    await database().share.update({ where: { id: summary.id }, data: { snapshot: forged } });
    expect(await picturesIn(token)).toEqual({ shown: [], omitted: 2 });
    expect((await pictureAt(token, 0)).status).toBe(404);
  });

  it("are none in copies made before there could be any", async () => {
    const person = await login();
    const { conversationId } = await withPictures(person);
    const { token, share: summary } = await share(person, conversationId);
    const omitted = { pictures: 2, documents: 0, tools: 0 };
    const message = { role: "user", text: "Old", modelId: null, createdAt: summary.createdAt, omitted };
    const snapshot = { systemPrompt: null, messages: [message] };
    await database().share.update({ where: { id: summary.id }, data: { snapshot } });
    expect(await picturesIn(token)).toEqual({ shown: [], omitted: 2 });
    expect((await pictureAt(token, 0)).status).toBe(404);
  });
});
