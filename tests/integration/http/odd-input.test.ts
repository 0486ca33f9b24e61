import { describe, expect, it } from "vitest";
import * as models from "@/app/api/admin/models/route";
import * as people from "@/app/api/admin/people/route";
import * as person from "@/app/api/admin/people/[id]/route";
import * as allUsage from "@/app/api/admin/usage/route";
import * as conversations from "@/app/api/conversations/route";
import * as messages from "@/app/api/conversations/[id]/messages/route";
import * as drafts from "@/app/api/drafts/[id]/route";
import * as settings from "@/app/api/settings/route";
import * as usage from "@/app/api/usage/route";
import * as entries from "@/app/api/usage/entries/route";
import * as exported from "@/app/api/usage/export/route";
import { newId } from "@/lib/core";
import { database } from "@/lib/db";
import { call } from "../../support/call";
import { login } from "../../support/login";

const me = await login({ role: "admin" });
const base64 = (text: string) => Buffer.from(text).toString("base64url");
await database().model.create({ data: { id: "maker/model", name: "model", type: "text", subType: "chat" } });

describe("odd queries", () => {
  it.each([
    ["the year 0", usage.GET, "/?from=0000-01-01&to=0000-01-02"],
    ["the year 0 of all", allUsage.GET, "/?from=0000-01-01&to=0000-01-02"],
    ["the year 0 as a file", exported.GET, "/?from=0000-01-01&to=0000-01-02"],
    ["the last day", usage.GET, "/?from=9999-12-31&to=9999-12-31"],
    ["the last day of all", allUsage.GET, "/?from=9999-12-31&to=9999-12-31"],
    ["the last day as a file", exported.GET, "/?from=9999-12-31&to=9999-12-31"],
    ["a far cursor of conversations", conversations.GET, `/?cursor=999999999999999_${newId()}`],
    ["a cursor of the year 0", people.GET, `/?cursor=${base64(`["0000-01-01T00:00:00Z","${newId()}"]`)}`],
    ["a cursor of the last year", people.GET, `/?cursor=${base64(`["9999-12-31T23:59:59.999Z","${newId()}"]`)}`],
    ["a far cursor of the ledger", entries.GET, "/?cursor=999999999999999_999999999999999999"],
    ["a NUL in a search", conversations.GET, "/?query=%00"],
    ["a NUL in a search for people", people.GET, "/?search=%00"],
    ["broken characters in a search", conversations.GET, "/?query=%ff%fe%25_"],
    ["broken characters in a search for people", people.GET, "/?search=%ff%fe%25_\\"],
    ["a huge limit", conversations.GET, "/?limit=1e400"],
    ["a limit twice", conversations.GET, "/?limit=1&limit=2"],
    ["a prototype", conversations.GET, "/?__proto__=1&constructor=2"],
    ["a long query", conversations.GET, `/?query=${"a".repeat(15_000)}`],
  ])("are never our failure: %s", async (_, handler, path) => {
    const response = await call(handler, { method: "GET", path, headers: me.headers });
    expect(
      response.status,
      await response
        .clone()
        .text()
        .catch(() => "cut"),
    ).toBeLessThan(500);
    await expect(response.text()).resolves.toBeTypeOf("string");
  });

  it.each(["\0", "not-an-id", "", "%", "ffffffff-ffff-ffff-ffff-ffffffffffff"])("nor an id like %j", async (id) => {
    const path = `/?before=${encodeURIComponent(id)}`;
    const response = await call(messages.GET, { method: "GET", path, params: { id: newId() }, headers: me.headers });
    expect(response.status).toBeLessThan(500);
  });
});

const price = (change: object) => ({
  id: "maker/model",
  price: { prices: [{ unit: "input_tokens", amount: "1" }], source: "here", sourcedOn: "2026-01-01", ...change },
});

describe("odd bodies", () => {
  it.each([
    ["half a character in a name", settings.PATCH, '{"name":"\\ud800"}'],
    ["NUL in a name", settings.PATCH, '{"name":"a\\u0000"}'],
    ["half a character and NUL in a draft", drafts.PUT, '{"text":"a\\ud800\\u0000"}'],
    ["NUL in an id", models.PATCH, { id: "a\0", hidden: true }],
    ["half a character in an id", models.PATCH, '{"id":"\\udfff","hidden":true}'],
    ["NUL in a source", models.PATCH, price({ source: "a\0b" })],
    ["half a character in a source", models.PATCH, price({ source: "a\ud800b" })],
    ["a day before all days", models.PATCH, price({ sourcedOn: "0000-01-01" })],
    ["the highest price", models.PATCH, price({ prices: [{ unit: "input_tokens", amount: "999999999.999999999" }] })],
    ["the highest limit", person.PATCH, { monthlyLimit: "999999999999999999" }],
    ["a limit below zero", person.PATCH, { monthlyLimit: "-1" }],
    ["deep nesting", settings.PATCH, `{"name":${"[".repeat(200_000)}${"]".repeat(200_000)}}`],
  ])("are never our failure: %s", async (_, handler, body) => {
    const params: Record<string, string> = handler === drafts.PUT ? { id: "new" } : { id: me.userId };
    const method = handler === drafts.PUT ? "PUT" : "PATCH";
    const response = await call(handler, { method, params, body, headers: me.headers });
    expect(response.status, await response.clone().text()).toBeLessThan(500);
  });
});
