import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import sharp, { type Sharp } from "sharp";
import { newId } from "@/lib/core";
import { machine, openWorld, processorSeconds, quantile, residentMegabytes, secret } from "./world";

/**
 * Pictures of 12 megapixels attached at once, then all of them sent to a model with one question: memory of the server,
 * time, and what others wait meanwhile.
 * `npm run bench -- pictures [--count 10] [--rounds 3]`
 */
const { values } = parseArgs({
  options: { count: { type: "string", default: "10" }, rounds: { type: "string", default: "3" } },
});
const count = Number(values.count);

const folder = mkdtempSync(path.join(tmpdir(), "silica-bench-"));
const world = await openWorld({ environment: { STORAGE_URL: `file:${folder}` } });
process.env.DATABASE_URL = world.databaseUrl;
process.env.AUTH_SECRET = secret;
process.env.APP_URL = world.application.url;
const { login } = await import("@/tests/support/login");
const { database } = await import("@/lib/db");
const person = await login();
const { url, process: server } = world.application;

console.log(machine());
for (const [kind, make] of [
  ["JPEG, turned", () => photograph((photo) => photo.withMetadata({ orientation: 6 }).jpeg({ quality: 92 }))],
  ["WebP", () => photograph((photo) => photo.webp({ quality: 80, effort: 0 }))],
  ["PNG", screenshot],
] as const) {
  const picture = await make();
  console.log(`${count} pictures of 4000 × 3000, ${kind}, ${(picture.byteLength / 1e6).toFixed(1)} MB each`);
  const attached: Figures[] = [];
  const asked: Figures[] = [];
  for (let round = 0; round < Number(values.rounds); round++) {
    let ids: string[] = [];
    const attach = async () => (ids = await Promise.all(Array.from({ length: count }, () => send(picture))));
    attached.push(await measure(attach));
    asked.push(await measure(() => ask(ids)));
  }
  console.log("attached:");
  console.table(attached);
  console.log("asked about:");
  console.table(asked);
}
await database().$disconnect();
await world.close();
rmSync(folder, { recursive: true });
process.exit(0);

/** Grain over soft shapes: about as hard to compress as a photograph. */
async function photograph(encode: (photo: Sharp) => Sharp): Promise<Buffer> {
  const shapes = await noise(60, 40, 30).png().toBuffer();
  const grain = await sharp(await noise(9, 1000, 750).png().toBuffer())
    .resize(4000, 3000)
    .png()
    .toBuffer();
  const soft = await sharp(shapes)
    .resize(4000, 3000, { kernel: "cubic", fit: "fill" })
    .composite([{ input: grain, blend: "soft-light" }])
    .png({ compressionLevel: 1 })
    .toBuffer();
  return encode(sharp(soft)).toBuffer();
}

/** Flat areas with hard edges, as on a screen. */
async function screenshot(): Promise<Buffer> {
  const areas = await noise(60, 250, 188).png().toBuffer();
  return sharp(areas).resize(4000, 3000, { kernel: "nearest", fit: "fill" }).png().toBuffer();
}

function noise(sigma: number, width: number, height: number): Sharp {
  const gaussian = { type: "gaussian", mean: 128, sigma } as const;
  return sharp({ create: { width, height, channels: 3, background: "#808080", noise: gaussian } });
}

type Figures = Record<string, number>;

async function measure(work: () => Promise<unknown>): Promise<Figures> {
  const before = residentMegabytes(server);
  const busyBefore = processorSeconds(server);
  let peak = before;
  const sampling = setInterval(() => (peak = Math.max(peak, residentMegabytes(server))), 20);
  const waits: number[] = [];
  let over = false;
  const others = (async () => {
    while (!over) {
      const from = performance.now();
      await (await fetch(`${url}/api/health`)).text();
      waits.push(performance.now() - from);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  const from = performance.now();
  await work();
  const tookMs = performance.now() - from;
  over = true;
  await others;
  clearInterval(sampling);
  return {
    "seconds in all": +(tookMs / 1000).toFixed(2),
    "processor seconds": +(processorSeconds(server) - busyBefore).toFixed(2),
    "memory before, MB": Math.round(before),
    "more at the peak, MB": Math.round(peak - before),
    "others wait, p50 ms": +quantile(waits, 0.5).toFixed(1),
    "others wait, p99 ms": +quantile(waits, 0.99).toFixed(1),
  };
}

async function send(body: Buffer): Promise<string> {
  const response = await fetch(`${url}/api/assets?kind=picture&name=photo.jpg`, {
    method: "POST",
    headers: { ...person.headers, "content-type": "application/octet-stream" },
    body: new Uint8Array(body),
  });
  if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
  return ((await response.json()) as { asset: { id: string } }).asset.id;
}

/** One question about all of them, read to its end. */
async function ask(ids: readonly string[]): Promise<void> {
  const attachments = ids.map((assetId) => ({ type: "picture", assetId, detail: "high" }));
  const response = await fetch(`${url}/api/chat`, {
    method: "POST",
    headers: { ...person.headers, "content-type": "application/json" },
    body: JSON.stringify({
      modelId: "Qwen/Qwen3-VL-235B-A22B-Instruct",
      parameters: { maxTokens: 50 },
      requestKey: newId(),
      action: { type: "send", parentId: null, text: "What do these show?", attachments },
    }),
  });
  const said = await response.text();
  if (response.status !== 200 || !said.includes('"complete"'))
    throw new Error(`${response.status} ${said.slice(-500)}`);
}
