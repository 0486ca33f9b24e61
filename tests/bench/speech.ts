import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { newId } from "@/lib/core";
import type { Speech } from "@/lib/speech/schema";
import { machine, openWorld, quantile, residentMegabytes, secret } from "./world";

/**
 * How soon a speech is heard after the provider's first byte, and what the server takes while a long one is made and
 * heard by several at once.
 * `npm run bench -- speech [--speeches 30] [--characters 20000,100000] [--listeners 4]`; a long text takes as long as its
 * MP3 is encoded, about 2 s for 1,000 characters.
 */
const { values } = parseArgs({
  options: {
    speeches: { type: "string", default: "30" },
    characters: { type: "string", default: "20000" },
    listeners: { type: "string", default: "4" },
  },
});
const model = "FunAudioLLM/CosyVoice2-0.5B";
const firstTokenMs = 600;

const folder = mkdtempSync(path.join(tmpdir(), "silica-bench-"));
const world = await openWorld({
  simulator: { firstTokenMs },
  environment: { STORAGE_URL: `file:${folder}`, PROVIDER_REQUESTS_PER_MINUTE: "10000" },
});
process.env.DATABASE_URL = world.databaseUrl;
process.env.AUTH_SECRET = secret;
process.env.APP_URL = world.application.url;
const { login } = await import("@/tests/support/login");
const { database } = await import("@/lib/db");
const { url, process: server } = world.application;
const { headers } = await login();

console.log(machine());
await firstSound("warm");
await firstSounds(Number(values.speeches));
for (const characters of values.characters.split(",")) await long(Number(characters), Number(values.listeners));
await database().$disconnect();
await world.close();
rmSync(folder, { recursive: true });
process.exit(0);

async function firstSounds(speeches: number): Promise<void> {
  const took: number[] = [];
  for (let index = 0; index < speeches; index++) took.push(await firstSound(`Speech number ${index} of the bench.`));
  const at = (share: number) => Math.round(quantile(took, share));
  console.log(`The provider's first byte → the first byte of sound at the client (goal: ≤ 300 ms)`);
  console.table([{ speeches, "p50 ms": at(0.5), "p90 ms": at(0.9), "most ms": at(1) }]);
}

/** @returns milliseconds from the provider's first byte to the client's */
async function firstSound(text: string): Promise<number> {
  const { creation } = await start({ text, format: "mp3" });
  const response = await listen(creation.id);
  const reader = response.body!.getReader();
  await reader.read();
  const heardAt = Date.now();
  while (!(await reader.read()).done);
  await ended(creation.id);
  const { requests } = await control<{ requests: { at: number; body: { input?: string } | null }[] }>("/requests");
  const asked = requests.find(({ body }) => body?.input === text);
  return heardAt - (asked!.at + firstTokenMs);
}

async function long(characters: number, listeners: number): Promise<void> {
  const sentence = "This is one of the sentences of a text that is spoken at length. ";
  const text = sentence.repeat(Math.ceil(characters / sentence.length)).slice(0, characters);
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  const before = residentMegabytes(server);
  let most = before;
  const sampling = setInterval(() => (most = Math.max(most, residentMegabytes(server))), 20);
  const from = performance.now();
  const { creation } = await start({ text, format: "mp3" });
  const heard = await Promise.all(Array.from({ length: listeners }, () => listenToEnd(creation.id)));
  const mostHeard = most;
  // What is asked for now and then is the whole text, as often as its parts: not the thing to be measured.
  const { parts, asset } = await ended(creation.id, 1_000);
  clearInterval(sampling);
  const spokenMs = parts.reduce((sum, { durationMs }) => sum + (durationMs ?? 0), 0);
  console.log(`${characters} characters in ${parts.length} parts, heard by ${listeners} at once`);
  console.table([
    {
      "spoken s": Math.round(spokenMs / 1000),
      "file s": Math.round((asset?.durationMs ?? 0) / 1000),
      "samples MB, each listener": Math.round((heard[0] ?? 0) / 1e6),
      "asked → file s": Number(((performance.now() - from) / 1000).toFixed(1)),
      "memory before MB": Math.round(before),
      "most MB, heard": Math.round(mostHeard),
      "most MB, with the file": Math.round(most),
      "more MB": Math.round(most - before),
    },
  ]);
}

async function start(wish: object): Promise<Speech> {
  const response = await fetch(`${url}/api/speech`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json", "sec-fetch-site": "same-origin" },
    body: JSON.stringify({
      ...{ requestKey: newId(), modelId: model, voice: { kind: "system", name: "anna" }, ...wish },
    }),
  });
  if (response.status !== 202) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as Speech;
}

async function listen(id: string): Promise<Response> {
  const response = await fetch(`${url}/api/speech/${id}/stream`, { headers });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return response;
}

async function listenToEnd(id: string): Promise<number> {
  let bytes = 0;
  for await (const piece of (await listen(id)).body as unknown as AsyncIterable<Uint8Array>) bytes += piece.byteLength;
  return bytes;
}

async function ended(id: string, pauseMs = 50): Promise<Speech> {
  for (;;) {
    const speech = (await (await fetch(`${url}/api/speech/${id}`, { headers })).json()) as Speech;
    if (!speech.live) return speech;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

async function control<Answer>(route: string): Promise<Answer> {
  const { origin, apiKey } = world.simulator;
  const response = await fetch(`${origin}/control${route}`, { headers: { "x-simulator-control": apiKey } });
  return (await response.json()) as Answer;
}
