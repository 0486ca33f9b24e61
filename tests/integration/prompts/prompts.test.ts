import { describe, expect, it } from "vitest";
import { DELETE as deleteRoute, PATCH as patchRoute } from "@/app/api/prompts/[id]/route";
import { GET as getRoute, POST as postRoute } from "@/app/api/prompts/route";
import { newId } from "@/lib/core";
import { database } from "@/lib/db";
import { createPrompt, deletePrompt, listPrompts, updatePrompt } from "@/lib/prompts";
import { mostPrompts, type ListPromptsInput, type PromptPage } from "@/lib/prompts/schema";
import { call, errorOf } from "../../support/call";
import { login, type Login } from "../../support/login";

const list = async (person: Login, input: Partial<ListPromptsInput> = {}) =>
  (await listPrompts(person.ctx, { limit: 100, ...input })).items.filter(({ name }) => name.startsWith(prefix));
const prefix = "of this file: ";
const make = (person: Login, name: string, more: { text?: string; shared?: boolean } = {}) =>
  createPrompt(person.ctx, { name: prefix + name, text: "Say {{what}}", shared: false, ...more });

describe("prompts", () => {
  it("are their owner's, and everybody's where an administrator shares them", async () => {
    const person = await login();
    const other = await login();
    const admin = await login({ role: "admin" });
    const own = await make(person, "B own");
    const shared = await make(admin, "A shared", { shared: true });
    expect(await list(person)).toEqual([{ ...shared, editable: false }, own]);
    expect(await list(other)).toEqual([{ ...shared, editable: false }]);
    expect(await list(admin)).toEqual([shared]);
    for (const who of [other, admin]) {
      await expect(updatePrompt(who.ctx, { id: own.id, text: "x" })).rejects.toMatchObject({ code: "not_found" });
      await expect(deletePrompt(who.ctx, { id: own.id })).rejects.toMatchObject({ code: "not_found" });
    }
    await expect(updatePrompt(person.ctx, { id: shared.id, text: "x" })).rejects.toMatchObject({ code: "not_found" });
    await expect(deletePrompt(person.ctx, { id: shared.id })).rejects.toMatchObject({ code: "not_found" });
    await expect(make(person, "mine for all", { shared: true })).rejects.toMatchObject({ code: "forbidden" });
    await expect(updatePrompt(person.ctx, { id: own.id, shared: true })).rejects.toMatchObject({ code: "forbidden" });
    const second = await login({ role: "admin" });
    expect(await updatePrompt(second.ctx, { id: shared.id, text: "Better" })).toMatchObject({
      text: "Better",
      editable: true,
    });
    await database().user.update({ where: { id: admin.userId }, data: { role: "member" } });
    const demoted = { ...admin.ctx, actor: { ...admin.ctx.actor, role: "member" as const } } as Login["ctx"];
    await expect(updatePrompt(demoted, { id: shared.id, text: "x" })).rejects.toMatchObject({ code: "not_found" });
    await updatePrompt(second.ctx, { id: shared.id, shared: false });
    expect(await list(other)).toEqual([]);
    await deletePrompt(demoted, { id: shared.id });
  });

  it("come by name in pages, and are found by what they contain", async () => {
    const person = await login();
    for (const name of ["c", "a", "b", "翻译 100%"]) await make(person, name, { text: `text of ${name}` });
    const names: string[] = [];
    let cursor: string | null = null;
    do {
      const page: PromptPage = await listPrompts(person.ctx, { limit: 2, query: prefix, ...(cursor && { cursor }) });
      names.push(...page.items.map(({ name }) => name.slice(prefix.length)));
      cursor = page.nextCursor;
    } while (cursor);
    expect(names).toEqual(["a", "b", "c", "翻译 100%"]);
    expect(await list(person, { query: "0%" })).toHaveLength(1);
    expect(await list(person, { query: "翻译" })).toHaveLength(1);
    expect(await list(person, { query: "TEXT OF B" })).toHaveLength(1);
    expect(await list(person, { query: "_" })).toHaveLength(0);
    for (const odd of ["x", `${newId()}!`, newId().slice(1)]) {
      await expect(listPrompts(person.ctx, { limit: 2, cursor: odd })).rejects.toMatchObject({ code: "invalid_input" });
    }
  });

  it("are made, changed and removed over HTTP, and bounded", async () => {
    const person = await login();
    const { headers } = person;
    const made = await call(postRoute, { headers, body: { name: prefix + "x", text: "T" } });
    expect(made.status).toBe(201);
    const { prompt } = (await made.json()) as { prompt: { id: string } };
    const params = { id: prompt.id };
    expect((await call(patchRoute, { method: "PATCH", params, headers, body: { text: "Two" } })).status).toBe(200);
    expect(
      ((await (await call(getRoute, { method: "GET", path: "/api/prompts?query=Two", headers })).json()) as PromptPage)
        .items,
    ).toHaveLength(1);
    for (const body of [
      { name: "", text: "x" },
      { name: "x", text: "  " },
      { name: "x" },
      { name: "x", text: "x", userId: "y" },
      { name: "x", text: "x".repeat(20_001) },
    ]) {
      expect((await errorOf(await call(postRoute, { headers, body }))).code).toBe("invalid_input");
    }
    expect((await call(deleteRoute, { method: "DELETE", params, headers })).status).toBe(204);
    expect((await call(deleteRoute, { method: "DELETE", params, headers })).status).toBe(404);
    await database().prompt.createMany({
      data: Array.from({ length: mostPrompts }, () => ({ id: newId(), userId: person.userId, name: "n", text: "t" })),
    });
    await expect(make(person, "one more")).rejects.toMatchObject({ code: "conflict" });
  });
});
