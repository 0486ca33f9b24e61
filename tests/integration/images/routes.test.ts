import { expect, it } from "vitest";
import { POST as start } from "@/app/api/images/route";
import { POST as improve } from "@/app/api/images/improve/route";
import { GET as models } from "@/app/api/images/models/route";
import { newId } from "@/lib/core";
import type { Creation } from "@/lib/creations/schema";
import type { ImageModel, ImprovedPrompt } from "@/lib/images/schema";
import { call, errorOf } from "../../support/call";
import { login } from "../../support/login";
import { batching, chatModel, editing, imagesWithSimulator, model, wish } from "./support";

imagesWithSimulator();

it("answers at once with the creation, and again with the same one", async () => {
  const { headers } = await login();
  const body = wish({ count: 2 });
  const answer = await call(start, { headers, body });
  expect(answer.status).toBe(202);
  const { creation } = (await answer.json()) as { creation: Creation };
  expect(creation).toMatchObject({
    kind: "image",
    modelId: model,
    calls: [{ state: "waiting" }, { state: "waiting" }],
  });
  const again = (await (await call(start, { headers, body })).json()) as { creation: Creation };
  expect(again.creation.id).toBe(creation.id);
});

it("says which field is wrong", async () => {
  const { headers } = await login();
  const refused = async (change: object) => {
    const response = await call(start, { headers, body: { ...wish(), ...change } });
    const { code, field } = await errorOf(response);
    return [response.status, code, field];
  };
  expect(await refused({ prompt: " " })).toEqual([400, "invalid_input", "prompt"]);
  expect(await refused({ count: 5 })).toEqual([400, "invalid_input", "count"]);
  expect(await refused({ seed: 10_000_000_000 })).toEqual([400, "invalid_input", "seed"]);
  expect(await refused({ size: "1x1; drop table" })).toEqual([400, "invalid_input", "size"]);
  expect(await refused({ steps: 1e9 })).toEqual([400, "invalid_input", "steps"]);
  expect(await refused({ size: "1024x1024" })).toEqual([400, "invalid_input", "size"]);
  expect(await refused({ inputAssetIds: ["../../etc/passwd"] })).toEqual([400, "invalid_input", "inputAssetIds.0"]);
  expect((await refused({ surprise: true }))[0]).toBe(400);
  expect((await call(start, { body: wish() })).status).toBe(401);
  expect((await call(improve, { body: { prompt: "A", modelId: chatModel, requestKey: newId() } })).status).toBe(401);
});

it("lists the models that make pictures, with prices and fields", async () => {
  const { headers } = await login();
  expect((await call(models, { method: "GET" })).status).toBe(401);
  const { models: list } = (await (await call(models, { method: "GET", headers })).json()) as { models: ImageModel[] };
  expect(list.map(({ id }) => id)).toEqual(expect.arrayContaining([model, batching, editing]));
  expect(list.find(({ id }) => id === model)).toMatchObject({
    ...{ priceNanos: "42000000", currency: "USD", batch: 1, guidance: { field: "cfg" } },
    priceSource: expect.stringContaining("CNY 0.3 × 0.14") as string,
  });
});

it("suggests better words", async () => {
  const { headers } = await login();
  const body = { prompt: "A lighthouse", modelId: chatModel, imageModelId: model, requestKey: newId() };
  const suggestion = (await (await call(improve, { headers, body })).json()) as ImprovedPrompt;
  expect(suggestion.prompt).toContain("A lighthouse");
  expect(BigInt(suggestion.costNanos)).toBeGreaterThan(0n);
});
