import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { newId } from "@/lib/core";
import { machine, openWorld, processorSeconds, quantile, residentMegabytes, secret } from "./world";

/**
 * What becomes of results that the provider hands out at once: how long until they are durable, and what the server
 * takes while large videos are copied.
 * `npm run bench -- creations [--pictures 40] [--videos 10] [--large 20] [--megabytes 50]`
 */
const { values } = parseArgs({
  options: {
    pictures: { type: "string", default: "40" },
    videos: { type: "string", default: "10" },
    large: { type: "string", default: "20" },
    megabytes: { type: "string", default: "50" },
  },
});
const pictureModel = "Qwen/Qwen-Image";
const videoModel = "Wan-AI/Wan2.2-T2V-A14B";
const videoMs = 8_000;

const folder = mkdtempSync(path.join(tmpdir(), "silica-bench-"));
const world = await openWorld({
  simulator: { imageMs: 3_000, videoMs, currency: "CNY" },
  environment: {
    STORAGE_URL: `file:${folder}`,
    CURRENCY: "CNY",
    // As many calls under way as there are results wanted at once; places for jobs as ever.
    STUDIO_CALLS: "200",
    STUDIO_CALLS_PER_USER: "200",
    PROVIDER_IMAGES_PER_MINUTE: "10000",
    PROVIDER_REQUESTS_PER_MINUTE: "10000",
  },
});
process.env.DATABASE_URL = world.databaseUrl;
process.env.AUTH_SECRET = secret;
process.env.APP_URL = world.application.url;
const { login } = await import("@/tests/support/login");
const { database } = await import("@/lib/db");
const { url, process: server } = world.application;
const people = await Promise.all(Array.from({ length: 10 }, () => login()));
const rows = new pg.Client({ connectionString: world.databaseUrl });
await rows.connect();

console.log(machine());
// Decoders and encoders are loaded by the first of each.
await Promise.all([askForPicture("warm", 0), askForVideo("warm too", 1)]);
await allEnded();
await burst(Number(values.pictures), Number(values.videos));
await large(Number(values.large), Number(values.megabytes));
await rows.end();
await database().$disconnect();
await world.close();
rmSync(folder, { recursive: true });
process.exit(0);

/** From the moment the provider has a result until its row says that it is kept. */
async function burst(pictures: number, videos: number): Promise<void> {
  await control("DELETE", "/requests");
  const spent = processorSeconds(server);
  await Promise.all([
    ...Array.from({ length: pictures }, (_, index) => askForPicture(`burst of pictures ${index}`, index)),
    ...Array.from({ length: videos }, (_, index) => askForVideo(`burst of videos ${index}`, index)),
  ]);
  await allEnded();
  const madeAt = await successes();
  const saved = await rows.query<{ prompt: string; kind: string; savedAt: Date | null }>(`
    select c.prompt, c.kind, o.saved_at as "savedAt" from creations c
    join creation_calls k on k.creation_id = c.id left join creation_outputs o on o.call_id = k.id
    where c.prompt like 'burst of %'`);
  const lost = saved.rows.filter(({ savedAt }) => savedAt === null).length;
  const took = saved.rows.map(({ prompt, kind, savedAt }) => ({
    kind,
    ms: savedAt ? savedAt.getTime() - madeAt.get(prompt)! : Infinity,
  }));
  console.log(`${pictures} pictures and ${videos} videos at once: made by the provider → durable (goal: p99 ≤ 20 s)`);
  console.table(
    [...new Set(took.map(({ kind }) => kind)), "all"].map((kind) => {
      const times = took.filter((one) => kind === "all" || one.kind === kind).map(({ ms }) => ms);
      const at = (share: number) => Number((quantile(times, share) / 1000).toFixed(2));
      return { kind, results: times.length, "p50 s": at(0.5), "p90 s": at(0.9), "p99 s": at(0.99), "most s": at(1) };
    }),
  );
  console.log(`Lost: ${lost}. Processor time of the server: ${(processorSeconds(server) - spent).toFixed(1)} s`);
}

async function large(videos: number, megabytes: number): Promise<void> {
  await control("PUT", "/settings", { videoBytes: megabytes * 1_000_000 });
  // One first, so that what stays for good is not counted as this load's.
  await askForVideo("first large", 0);
  await allEnded();
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  const before = residentMegabytes(server);
  let most = before;
  const sampling = setInterval(() => (most = Math.max(most, residentMegabytes(server))), 20);
  await Promise.all(Array.from({ length: videos }, (_, index) => askForVideo(`large video ${index}`, index)));
  await allEnded();
  clearInterval(sampling);
  const { rows: kept } = await rows.query<{ count: string; bytes: string; together: string }>(`
    select count(*), sum(a.size_bytes) as bytes, extract(epoch from max(o.saved_at) - min(o.created_at)) as together
    from assets a join creation_outputs o on o.asset_id = a.id where a.prompt like 'large video %'`);
  const { count, bytes, together } = kept[0]!;
  console.log(`${videos} videos of ${megabytes} MB at once (goal: memory ≤ +64 MB)`);
  console.table([
    {
      kept: Number(count),
      MB: Math.round(Number(bytes) / 1e6),
      "first byte → last durable s": Number(Number(together).toFixed(1)),
      "memory before MB": Math.round(before),
      "most MB": Math.round(most),
      "more MB": Math.round(most - before),
    },
  ]);
}

function askForPicture(prompt: string, index: number): Promise<void> {
  return post("/api/images", index, { modelId: pictureModel, prompt, size: "1328x1328", seed: index });
}

function askForVideo(prompt: string, index: number): Promise<void> {
  return post("/api/videos", index, { modelId: videoModel, prompt, size: "1280x720" });
}

async function post(route: string, index: number, body: object): Promise<void> {
  const { headers } = people[index % people.length]!;
  const response = await fetch(`${url}${route}`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json", "sec-fetch-site": "same-origin" },
    body: JSON.stringify({ ...body, requestKey: newId() }),
  });
  if (response.status !== 202) throw new Error(`${route}: ${response.status} ${await response.text()}`);
  await response.body?.cancel();
}

async function allEnded(): Promise<void> {
  for (;;) {
    const { rows: open } = await rows.query("select 1 from creation_calls where ended_at is null limit 1");
    if (open.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** When the provider had made what each prompt asked for, in milliseconds since 1970. */
async function successes(): Promise<Map<string, number>> {
  interface Seen {
    path: string;
    at: number;
    endedAt: number;
    body: { prompt?: string } | null;
  }
  const { requests } = await control<{ requests: Seen[] }>("GET", "/requests?limit=1000");
  return new Map(
    requests.flatMap(({ path: asked, at, endedAt, body }) => {
      if (typeof body?.prompt !== "string") return [];
      return [[body.prompt, asked.endsWith("/video/submit") ? at + videoMs : endedAt] as const];
    }),
  );
}

async function control<Answer>(method: string, route: string, body?: object): Promise<Answer> {
  const { origin, apiKey } = world.simulator;
  const response = await fetch(`${origin}/control${route}`, {
    method,
    headers: { "x-simulator-control": apiKey },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${route}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Answer;
}
