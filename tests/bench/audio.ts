/**
 * What long recordings cost: time, the memory of this process and of the one that works, and the delay of the event loop
 * meanwhile, which every stream of a server would feel.
 * - a speech of 20,000 Chinese characters, more than an hour, joined of 40 parts as MP3, Opus and WAV
 * - an MP3 of two hours analysed, and split at its pauses
 * Each again with a tenth of the length, whose memory should be the same.
 *
 *   npm run bench -- audio [characters] [hours]
 */
import { readdirSync, readFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { Readable } from "node:stream";
import { analyseAudio, joinSpeech, splitAtPauses, type AudioSource } from "@/lib/audio";
import type { JoinedFormat } from "@/lib/audio/schema";
import type { Context } from "@/lib/db";
import { mp3 } from "@/lib/simulator/audio/mp3";
import { pcm } from "@/lib/simulator/audio/pcm";
import { durationMs, scoreOf, type Note } from "@/lib/simulator/audio/score";
import { bundle, helpers } from "@/scripts/bundle.mjs";

const characters = Number(process.argv[2] ?? 20_000);
const hours = Number(process.argv[3] ?? 2);
const PARTS = 40;

await bundle(helpers);
// Nothing here asks a database.
const ctx = { actor: { type: "system" }, locale: "en", requestId: "bench" } as Context;

for (const count of [characters / 10, characters]) {
  const sentence = "春天来了，万物复苏，小草从土里探出头来。";
  const scores = Array.from({ length: PARTS }, () =>
    scoreOf(sentence.repeat(Math.ceil(count / PARTS / sentence.length)), 1),
  );
  const seconds = scores.reduce((sum, score) => sum + durationMs(score), 0) / 1_000;
  await join("mp3", 44_100, scores, seconds);
  await join("opus", 24_000, scores, seconds);
  await join("wav", 44_100, scores, seconds);
}
for (const length of [hours / 10, hours]) {
  const source = talk(length * 3_600);
  await measure(`analyse ${minutes(length * 3_600)} of MP3`, async () => {
    const check = await analyseAudio(ctx, source);
    return `${minutes(check.durationMs / 1_000)}, ${check.peaks.length} peaks`;
  });
  await measure(`split ${minutes(length * 3_600)} of MP3`, async () => {
    let parts = 0;
    const lengths = { maxMs: 60_000, wishMs: 50_000, sampleRate: 16_000 };
    await splitAtPauses(ctx, source, lengths, () => {
      parts++;
      return Promise.resolve();
    });
    return `${parts} parts`;
  });
}

function join(format: JoinedFormat, rate: number, scores: readonly Note[][], seconds: number): Promise<void> {
  const parts = scores.map(
    (score): AudioSource =>
      () =>
        Promise.resolve(streamOf(() => pcm(score, rate, 0))),
  );
  return measure(`join ${minutes(seconds)} as ${format}`, async () => {
    let bytes = 0;
    for await (const piece of joinSpeech(ctx, parts, { format, rate })) bytes += (piece as Buffer).length;
    return `${(bytes / 1e6).toFixed(1)} MB`;
  });
}

/** Speech of so many seconds as MP3, some words and a pause again and again. */
function talk(seconds: number): AudioSource {
  const words: Note[] = [
    ...Array.from({ length: 30 }, (_, at) => ({ tone: 1 + (at % 5), ms: 220 })),
    { tone: 0, ms: 700 },
  ];
  const times = Math.round((seconds * 1_000) / durationMs(words));
  return () =>
    Promise.resolve(
      streamOf(function* () {
        for (let time = 0; time < times; time++) yield Buffer.concat([...mp3(words, 44_100)]);
      }),
    );
}

function streamOf(make: () => Iterable<Buffer>): Readable {
  return Readable.from(make(), { objectMode: false });
}

async function measure(title: string, work: () => Promise<string>): Promise<void> {
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  const delay = monitorEventLoopDelay({ resolution: 5 });
  let own = 0;
  let child = 0;
  let processor = 0;
  const watch = setInterval(() => {
    own = Math.max(own, process.memoryUsage.rss() - before);
    for (const { peak, seconds } of workingProcesses()) {
      child = Math.max(child, peak);
      processor = Math.max(processor, seconds);
    }
  }, 50);
  delay.enable();
  const started = performance.now();
  const result = await work();
  const seconds = (performance.now() - started) / 1_000;
  delay.disable();
  clearInterval(watch);
  const loop = `loop p99 ${(delay.percentile(99) / 1e6).toFixed(0)} ms, max ${(delay.max / 1e6).toFixed(0)} ms`;
  const memory = `here +${megabytes(own)}, there ${child ? megabytes(child) : "none"}`;
  const worked = processor ? ` (${processor.toFixed(1)} s of a processor there)` : "";
  console.log(`${title}: ${seconds.toFixed(1)} s${worked}, ${memory}, ${loop}; ${result}`);
}

/** The most memory and the time that each working process has taken, where the system tells (Linux). */
function workingProcesses(): { peak: number; seconds: number }[] {
  try {
    return readdirSync("/proc")
      .filter((entry) => /^\d+$/.test(entry))
      .flatMap((id) => {
        try {
          const status = readFileSync(`/proc/${id}/status`, "utf8");
          if (/^PPid:\s*(\d+)/m.exec(status)?.[1] !== String(process.pid)) return [];
          if (!readFileSync(`/proc/${id}/cmdline`, "utf8").includes("audio-reader")) return [];
          const peak = Number(/^VmHWM:\s*(\d+)/m.exec(status)?.[1] ?? 0) * 1_024;
          const [user, system] = readFileSync(`/proc/${id}/stat`, "utf8").split(") ")[1]!.split(" ").slice(11, 13);
          return [{ peak, seconds: (Number(user) + Number(system)) / 100 }];
        } catch {
          return []; // it has ended meanwhile
        }
      });
  } catch {
    return [];
  }
}

function minutes(seconds: number): string {
  return `${Math.round(seconds / 60)} min`;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
