import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import sharp, { type Sharp } from "sharp";
import { machine, openWorld, processorSeconds, quantile, residentMegabytes, secret } from "./world";

/**
 * Pictures of 12 megapixels sent at once: memory of the server, time, and what others wait meanwhile.
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
for (const [kind, photos] of [
  ["JPEG of a camera, turned", await photosOf((photo) => photo.withMetadata({ orientation: 6 }).jpeg({ quality: 92 }))],
  ["WebP", await photosOf((photo) => photo.webp({ quality: 80, effort: 0 }))],
  ["PNG", await photosOf((photo) => photo.median(3).png({ palette: true, colours: 64, dither: 0, effort: 1 }))],
] as const) {
  const megabytes = photos.reduce((sum, { byteLength }) => sum + byteLength, 0) / 1e6;
  console.log(`${count} pictures of 4000 × 3000, ${kind}, ${megabytes.toFixed(0)} MB together`);
  const rounds: Record<string, number>[] = [];
  for (let round = 0; round < Number(values.rounds); round++) rounds.push(await sendAll(photos));
  console.table(rounds);
}
await database().$disconnect();
await world.close();
rmSync(folder, { recursive: true });
process.exit(0);

/** Grain over soft shapes, each picture another: about as hard to compress as a photograph. */
async function photosOf(encode: (photo: Sharp) => Sharp): Promise<Buffer[]> {
  const noise = (sigma: number, width: number, height: number) =>
    sharp({
      create: { width, height, channels: 3, background: "#808080", noise: { type: "gaussian", mean: 128, sigma } },
    });
  const photos: Buffer[] = [];
  for (let index = 0; index < count; index++) {
    const shapes = await noise(60, 40 + index, 30)
      .png()
      .toBuffer();
    const grain = await noise(9, 1000, 750).png().toBuffer();
    const soft = sharp(shapes).resize(4000, 3000, { kernel: "cubic", fit: "fill" });
    const whole = await soft
      .composite([{ input: grain, tile: true, blend: "soft-light" }])
      .png({ compressionLevel: 1 })
      .toBuffer();
    photos.push(await encode(sharp(whole)).toBuffer());
  }
  return photos;
}

async function sendAll(photos: readonly Buffer[]): Promise<Record<string, number>> {
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
  await Promise.all(photos.map(send));
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

async function send(body: Buffer): Promise<void> {
  const response = await fetch(`${url}/api/assets?kind=picture&name=photo.jpg`, {
    method: "POST",
    headers: { ...person.headers, "content-type": "application/octet-stream" },
    body: new Uint8Array(body),
  });
  if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
  await response.body?.cancel();
}
