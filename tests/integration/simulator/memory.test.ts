import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { CONTROL_HEADER, startSimulator, type Simulator } from "@/lib/simulator";

const folder = mkdtempSync(path.join(tmpdir(), "silica-simulator-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("what customers would miss outlives the process", async () => {
  const file = path.join(folder, "deep", "memory.jsonl");
  let nowMs = Date.UTC(2026, 0, 31);
  const options = { file, imageMs: 0, videoMs: 20_000, clock: () => nowMs };
  const first = await startSimulator(options);
  const { uri } = await control<{ uri: string }>(first, "POST", "/voices", { customName: "anna", model: speaker });
  await control(first, "POST", "/voices", { customName: "gone", model: speaker });
  await control(first, "DELETE", "/voices?name=gone");
  const picture = { model: "Qwen/Qwen-Image", prompt: "A lighthouse", image_size: "1328x1328" };
  const { images } = await post<{ images: [{ url: string }] }>(first, "/images/generations", picture);
  const clip = { model: "Wan-AI/Wan2.2-T2V-A14B", prompt: "The sea", image_size: "960x960" };
  const { requestId } = await post<{ requestId: string }>(first, "/video/submit", clip);
  const bytes = await bytesOf(images[0].url);
  const before = await control<Bill>(first, "GET", "/ledger");
  await first.close();
  appendFileSync(file, '["voices","speech:half'); // as where the machine stops in the middle of a line

  const second = await startSimulator(options);
  expect(second.origin).toBe(first.origin);
  expect(await bytesOf(images[0].url)).toEqual(bytes);
  const { voices } = await control<{ voices: { uri: string }[] }>(second, "GET", "/voices");
  expect(voices.map((voice) => voice.uri)).toEqual([uri]);
  expect(await control<Bill>(second, "GET", "/ledger")).toEqual(before);

  nowMs += 20_000;
  const done = await post<{ status: string; results: { videos: [{ url: string }] } }>(second, "/video/status", {
    requestId,
  });
  expect(done.status).toBe("Succeed");
  const { url } = done.results.videos[0];
  expect((await bytesOf(url)).subarray(4, 8).toString("latin1")).toBe("ftyp");
  const after = await control<Bill>(second, "GET", "/ledger");
  expect(after.entries).toHaveLength(before.entries.length + 1);
  await second.close();

  const third = await startSimulator(options);
  expect((await bytesOf(url)).length).toBeGreaterThan(0);
  expect(await control<Bill>(third, "GET", "/ledger")).toEqual(after);
  await third.close();
});

/** A connection of a server that has ended is not to be used again. */
const single = { connection: "close" };
const speaker = "FunAudioLLM/CosyVoice2-0.5B";

interface Bill {
  entries: unknown[];
  balance: object;
}

async function post<Answer>({ url, apiKey }: Simulator, endpoint: string, body: object): Promise<Answer> {
  const headers = { ...single, authorization: `Bearer ${apiKey}`, "content-type": "application/json" };
  return answerOf(await fetch(`${url}${endpoint}`, { method: "POST", headers, body: JSON.stringify(body) }));
}

async function control<Answer>(simulator: Simulator, method: string, where: string, body?: object): Promise<Answer> {
  const response = await fetch(`${simulator.origin}/control${where}`, {
    method,
    headers: { ...single, [CONTROL_HEADER]: simulator.apiKey },
    ...(body && { body: JSON.stringify(body) }),
  });
  return answerOf(response);
}

async function answerOf<Answer>(response: Response): Promise<Answer> {
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as Answer;
}

async function bytesOf(url: string): Promise<Buffer> {
  const response = await fetch(url, { headers: single });
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}
