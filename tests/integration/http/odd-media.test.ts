import { globSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/core";
import { database, systemContext } from "@/lib/db";
import type { RouteHandler } from "@/lib/http/route";
import { savePicture } from "@/lib/media";
import { seedCatalogue } from "@/lib/models";
import { call } from "@/tests/support/call";
import { login, type Login } from "@/tests/support/login";
import { pictureOf } from "@/tests/support/pictures";

const root = path.resolve(import.meta.dirname, "../../..");
const methods = ["GET", "POST", "PATCH", "PUT", "DELETE"] as const;

interface Route {
  name: string;
  handler: RouteHandler;
  method: string;
  /** names of the parts of the address that are given */
  params: string[];
}

/** Every handler there is for pictures, clips and what is kept of them. */
async function mediaRoutes(): Promise<Route[]> {
  const files = globSync("app/api/{assets,creations,images,videos,library,shared}/**/route.ts", { cwd: root });
  const found: Route[] = [];
  for (const file of files.toSorted()) {
    const handlers = (await import(path.join(root, file))) as Record<string, RouteHandler>;
    const address = path.dirname(file).replace(/^app/, "");
    const params = [...address.matchAll(/\[(\w+)\]/g)].map(([, name]) => name!);
    for (const method of methods) {
      const handler = handlers[method];
      if (handler) found.push({ name: `${method} ${address}`, handler, method, params });
    }
  }
  return found;
}
const routes = await mediaRoutes();

let me: Login;
let other: Login;
let theirs: string;
beforeAll(async () => {
  // Nobody listens there: what asks the provider fails, and never as our own fault.
  Object.assign(process.env, { SILICONFLOW_API_KEY: "sk-nobody", SILICONFLOW_BASE_URL: "http://127.0.0.1:9/v1" });
  Object.assign(process.env, { PROVIDER_ATTEMPTS: "1", REQUESTS_PER_MINUTE: "1000000" });
  await seedCatalogue(systemContext());
  me = await login();
  other = await login();
  const bytes = await pictureOf(24, 16).png().toBuffer();
  theirs = (await savePicture(other.ctx, { userId: other.userId, name: "theirs.png", bytes })).id;
});
afterAll(async () => {
  expect(await database().asset.count({ where: { id: theirs, trashedAt: null, favouriteAt: null } })).toBe(1);
});

async function statusOf(route: Route, query: string, param: string, body: unknown): Promise<number> {
  const params = Object.fromEntries(route.params.map((name) => [name, param]));
  const sends = route.method !== "GET" && body !== undefined;
  const response = await call(route.handler, {
    ...{ method: route.method, path: `/${query}`, params, headers: me.headers },
    ...(sends && { body }),
  });
  // A stream that goes on is not read to its end.
  const reader = response.body?.getReader();
  await reader?.read();
  await reader?.cancel();
  return response.status;
}

const values = ["", "%00", "%ff%fe", "-1", "1e400", "0000-01-01T00:00:00Z"];
const keys = ["cursor", "before", "limit", "query", "kind", "model", "from", "until", "favourite", "trash", "trashed"];
const moreKeys = ["selection", "ids", "variant", "download", "assetId", "name", "running", "origin", "last", "after"];
const params = ["", "\0", "%", "..", "\ud800", "ffffffff-ffff-ffff-ffff-ffffffffffff", "x".repeat(5_000)];

const oddTexts = ["\0", "\ud800", "", " ", "x".repeat(70_000), null, [], {}, -1, 1.5, 1e400, true] as const;
const fields = [
  "prompt",
  "negativePrompt",
  "modelId",
  "requestKey",
  "size",
  "seed",
  "count",
  "steps",
  "ids",
  "assetId",
];
const moreFields = ["imageId", "crop", "inputAssetIds", "favourite", "expiresInDays", "url", "callId", "text"];
const wish = () => ({ modelId: "Qwen/Qwen-Image", prompt: "A fox", requestKey: newId() });

const bodies = (): unknown[] => [
  "",
  "{",
  "null",
  "[]",
  '"a"',
  `${"[".repeat(50_000)}${"]".repeat(50_000)}`,
  '{"__proto__":{"ids":["x"]}}',
  ...[...fields, ...moreFields].flatMap((field) => oddTexts.map((value) => ({ ...wish(), [field]: value }))),
  ...oddTexts.map((value) => ({ ids: [value], favourite: true })),
];

describe.each(routes)("$name", (route) => {
  it("takes odd queries and addresses for what they are", async () => {
    for (const key of [...keys, ...moreKeys]) {
      for (const value of values) expect(await statusOf(route, `?${key}=${value}`, newId(), {})).toBeLessThan(500);
    }
    for (const param of params) expect(await statusOf(route, "", param, {})).toBeLessThan(500);
  });

  it.skipIf(route.method === "GET")("takes odd bodies for what they are", async () => {
    for (const body of bodies()) {
      const status = await statusOf(route, "", newId(), body);
      expect(status, JSON.stringify(body).slice(0, 200)).toBeLessThan(500);
    }
  });

  it.runIf(route.params.includes("id"))("has nothing of somebody else", async () => {
    for (const body of [{}, { favourite: true }, { name: "mine" }]) {
      expect([400, 404]).toContain(await statusOf(route, "", theirs, body));
    }
  });
});
