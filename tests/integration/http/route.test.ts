import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { AppError } from "@/lib/core";
import { route } from "@/lib/http";

const Body = z.strictObject({ name: z.string().max(5) });
const extra = { params: Promise.resolve({}) };
const echo = route({ access: "public", body: Body, maxBodyBytes: 64, handle: async ({ body }) => Response.json(body) });

function post(body: BodyInit, headers: Record<string, string> = {}): Promise<Response> {
  return echo(
    new Request("http://localhost:3000/api/echo", {
      method: "POST",
      body,
      headers: { "content-type": "application/json", "sec-fetch-site": "same-origin", ...headers },
    }),
    extra,
  );
}

const errorOf = async (response: Response) => (await response.json()).error as Record<string, unknown>;

describe("route", () => {
  it("hands over what fits the schema", async () => {
    const response = await post('{"name":"ada"}');
    expect([response.status, await response.json()]).toEqual([200, { name: "ada" }]);
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  });

  it.each([
    ["broken JSON", "{", "body"],
    ["no body", "", "body"],
    ["bytes that are not UTF-8", new Uint8Array([0x22, 0xff, 0x22]), "body"],
    ["an object where a string belongs", '{"name":{"contains":"a"}}', "name"],
    ["null", '{"name":null}', "name"],
    ["an unknown field", '{"name":"a","role":"admin"}', "role"],
    ["an array", "[]", "body"],
    ["a long string", '{"name":"abcdef"}', "name"],
    ["__proto__", '{"name":"a","__proto__":{"x":1}}', undefined],
  ])("answers %s with 400 or takes it harmlessly", async (_, body, field) => {
    const response = await post(body);
    if (field === undefined) expect(response.status).toBeLessThan(500);
    else expect([response.status, (await errorOf(response)).field]).toEqual([400, field]);
  });

  it("refuses a body beyond its bound, declared or not", async () => {
    expect((await post(JSON.stringify({ name: "a".repeat(100) }))).status).toBe(413);
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 1024;
        controller.enqueue(new Uint8Array(1024));
      },
    });
    const request = new Request("http://localhost:3000/api/echo", {
      method: "POST",
      body: endless,
      duplex: "half",
      headers: { "content-type": "application/json", "sec-fetch-site": "same-origin" },
    } as RequestInit);
    expect((await echo(request, extra)).status).toBe(413);
    expect(sent).toBeLessThan(64 * 1024);
  });

  it("refuses another content type", async () => {
    expect((await post('{"name":"a"}', { "content-type": "text/plain" })).status).toBe(400);
  });

  it.each([
    ["another site's page", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }],
    ["a sibling host's page", { "sec-fetch-site": "same-site" }],
    ["a sandboxed frame", { "sec-fetch-site": "cross-site", origin: "null" }],
    ["a typed address", { "sec-fetch-site": "none" }],
  ])("refuses a write from %s", async (_, headers) => {
    expect((await post('{"name":"a"}', headers as unknown as Record<string, string>)).status).toBe(403);
  });

  it("asks who it is before it reads anything", async () => {
    const members = route({ access: "user", handle: async () => Response.json({}) });
    const response = await members(new Request("http://localhost:3000/api/x"), extra);
    expect([response.status, (await errorOf(response)).code]).toEqual([401, "unauthenticated"]);
  });

  it("shows an AppError and hides everything else", async () => {
    const limited = route({
      access: "public",
      handle: async () => {
        throw new AppError("rate_limited", "Wait.", { retryAfterMs: 1500, reason: "rpm" });
      },
    });
    const refused = await limited(new Request("http://localhost:3000/api/x"), extra);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "2"]);

    const logged = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const broken = route({
      access: "public",
      handle: async () => {
        throw new Error("password=hunter2");
      },
    });
    const response = await broken(new Request("http://localhost:3000/api/x"), extra);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("hunter2");
    expect(logged).toHaveBeenCalledOnce();
    logged.mockRestore();
  });
});
