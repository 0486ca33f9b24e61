import { beforeAll, describe, expect, it } from "vitest";
import { GET as adminModels, PATCH as updateModel } from "@/app/api/admin/models/route";
import { GET as adminUsage } from "@/app/api/admin/usage/route";
import { GET as models } from "@/app/api/models/route";
import { GET as entries } from "@/app/api/usage/entries/route";
import { GET as exported } from "@/app/api/usage/export/route";
import { GET as quota } from "@/app/api/usage/quota/route";
import { GET as usage } from "@/app/api/usage/route";
import { now, systemContext } from "@/lib/db";
import type { RouteHandler } from "@/lib/http/route";
import { openCharge, settleCharge } from "@/lib/metering";
import type { AdminModel, ModelSummary } from "@/lib/models/schema";
import { seedCatalogue } from "@/lib/models";
import { call as request, errorOf } from "../../support/call";
import { login, type Login } from "../../support/login";
import { call, rates } from "./people";

const today = () => now().toISOString().slice(0, 10);
let member: Login;
let admin: Login;

const get = (handler: RouteHandler, who: Login | undefined, path: string) =>
  request(handler, { method: "GET", path, headers: who?.headers ?? {} });

beforeAll(async () => {
  await seedCatalogue(systemContext());
  [member, admin] = await Promise.all([login(), login({ role: "admin" })]);
  const charge = await openCharge(member.ctx, { ...call, userId: member.userId, estimate: { input_tokens: 9 }, rates });
  await settleCharge(member.ctx, {
    ...{ chargeId: charge.id, usage: { input_tokens: 4 }, basis: "reported", outcome: "complete" },
  });
});

describe("what people see", () => {
  it("lists models on offer, everything only for administrators", async () => {
    const answer = (await (await get(models, member, "/api/models?subType=chat")).json()) as { models: ModelSummary[] };
    expect(answer.models.length).toBeGreaterThan(40);
    expect((await get(models, member, "/api/models?all=1")).status).toBe(403);
    expect((await get(models, admin, "/api/models?all=1")).status).toBe(200);
    expect((await get(models, undefined, "/api/models")).status).toBe(401);
  });

  it("shows one's own usage, quota and calls", async () => {
    const span = `from=${today()}&to=${today()}`;
    expect(await (await get(usage, member, `/api/usage?${span}`)).json()).toMatchObject({ totalNanos: "1080" });
    expect(await (await get(usage, admin, `/api/usage?${span}`)).json()).toMatchObject({ totalNanos: "0", rows: [] });
    expect(await (await get(quota, member, "/api/usage/quota")).json()).toMatchObject({
      quota: { spentNanos: "1080" },
    });
    expect(await (await get(entries, member, "/api/usage/entries")).json()).toMatchObject({
      items: [{ costNanos: "1080", units: { input_tokens: 4 } }],
      nextCursor: null,
    });
    const csv = await get(exported, member, `/api/usage/export?${span}`);
    expect(csv.headers.get("content-disposition")).toBe(`attachment; filename="usage_${today()}_${today()}.csv"`);
    expect((await csv.text()).trimEnd().split("\r\n")).toHaveLength(2);
  });

  it("names wrong fields", async () => {
    const cases = [
      [usage, "/api/usage", "from"],
      [usage, "/api/usage?from=2026-02-01&to=2026-01-01", "to"],
      [entries, "/api/usage/entries?limit=0", "limit"],
      [entries, "/api/usage/entries?cursor=x", "cursor"],
      [models, "/api/models?kind=chat", "kind"],
    ] as const;
    for (const [handler, path, field] of cases) {
      const response = await get(handler, member, path);
      expect(response.status, path).toBe(400);
      expect(await errorOf(response), path).toMatchObject({ code: "invalid_input", field });
    }
  });
});

describe("what administrators do", () => {
  const id = "Qwen/Qwen2.5-14B-Instruct";
  const price = {
    prices: [
      { unit: "input_tokens", amount: "0.1", amountPer: 1_000_000 },
      { unit: "output_tokens", amount: "0.2", amountPer: 1_000_000 },
    ],
    ...{ source: "Invoice", sourcedOn: "2026-10-31" },
  };
  const patch = (who: Login, body: unknown) => request(updateModel, { method: "PATCH", headers: who.headers, body });

  it("is refused to others", async () => {
    expect((await get(adminUsage, member, `/api/admin/usage?from=${today()}&to=${today()}`)).status).toBe(403);
    expect((await get(adminModels, member, "/api/admin/models")).status).toBe(403);
    expect((await patch(member, { id, hidden: true })).status).toBe(403);
  });

  it("sees everybody's usage", async () => {
    const report = await get(adminUsage, admin, `/api/admin/usage?from=${today()}&to=${today()}`);
    expect(await report.json()).toMatchObject({
      rows: [{ userId: member.userId, modelId: call.modelId, calls: 1, inputTokens: 4, costNanos: "1080" }],
    });
  });

  it("prices a model, which is then offered, and hides it", async () => {
    const response = await patch(admin, { id, price });
    expect(response.status).toBe(200);
    const { model } = (await response.json()) as { model: AdminModel };
    expect(model).toMatchObject({
      id,
      offered: true,
      missingUnits: [],
      prices: [{ rateNanos: "100" }, { rateNanos: "200" }],
    });
    expect(await (await patch(admin, { id, hidden: true })).json()).toMatchObject({
      model: { hidden: true, offered: false },
    });
  });

  it.each([
    [{ id }, 400],
    [{ id: { not: "text" }, hidden: true }, 400],
    [{ id, hidden: true, extra: 1 }, 400],
    [{ id, price: { ...price, prices: [{ unit: "input_tokens", amount: "-1" }] } }, 400],
    [{ id, price: { ...price, prices: [price.prices[0], price.prices[0]] } }, 400],
    [{ id, price: { ...price, prices: [{ unit: "input_tokens", amount: "0.0000001", amountPer: 1_000_000 }] } }, 400],
    [{ id: "nobody/nothing", hidden: true }, 404],
  ])("refuses %j with %d", async (body, status) => {
    expect((await patch(admin, body)).status).toBe(status);
  });
});
