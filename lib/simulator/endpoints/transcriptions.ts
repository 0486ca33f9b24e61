import type { Call } from "../call";
import { requireFunds } from "../chat/deliver";
import { badParameter, pathNotFound } from "../refusal";

const MAX_BYTES = 50 * 1000 * 1000;
const MAX_SECONDS = 3600;
/** Bytes a second of what is not a WAV: 128 kilobits. */
const USUAL_BYTES = 16_000;
const fields = new Set(["model", "file"]);

/**
 * POST /audio/transcriptions. What was said is made up from what the file is called and how long it is, or as a test
 * has set it. A recording without a sound has no words.
 */
export async function transcribe(call: Call): Promise<void> {
  const { world } = call;
  if (world.transcriptionsMissing) throw pathNotFound();
  const form = await call.form();
  for (const name of form.keys()) if (!fields.has(name)) throw badParameter(`${name} is not a field of this request.`);
  const named = form.get("model");
  if (typeof named !== "string" || named === "") throw badParameter("model is required.");
  const model = world.requireModel(named, "speech-to-text");
  const file = form.get("file");
  if (!(file instanceof File) || file.size === 0) throw badParameter("file is required.");
  if (file.size > MAX_BYTES) throw badParameter("file must have at most 50 MB.");
  const bytes = Buffer.from(await file.arrayBuffer());
  if (!isSound(bytes)) throw badParameter("file must be a recording.");
  const seconds = secondsOf(bytes);
  if (seconds > MAX_SECONDS) throw badParameter("file must be at most 1 hour long.");
  requireFunds(call, model);
  world.limits.admit(model.id);
  world.ledger.record(call, model, { requests: 1 });
  const said = call.hasFault("empty-content") || isSilent(bytes) ? "" : (world.transcript ?? madeUp(file, seconds));
  const text = model.id.includes("SenseVoice") ? tagged(said) : said;
  const segments = world.transcriptSegments ? { segments: segmentsOf(said, seconds) } : {};
  await call.sendJson({ text, duration: seconds, ...segments }, world.paceOf(model.id).firstTokenMs);
}

function madeUp({ name }: File, seconds: number): string {
  return /\p{Script=Han}/u.test(name)
    ? `这是录音“${name}”，长度为 ${seconds.toFixed(1)} 秒。`
    : `This is the recording ${name}, ${seconds.toFixed(1)} seconds long.`;
}

/** As this model writes: the language, the mood and the noises in front, the mood once more behind. */
function tagged(said: string): string {
  const language = /\p{Script=Han}/u.test(said) ? "zh" : said === "" ? "nospeech" : "en";
  return `<|${language}|><|NEUTRAL|><|Speech|><|withitn|>${said === "" ? "" : `${said}😊`}`;
}

/** Its sentences, one after the other. */
function segmentsOf(said: string, seconds: number): { start: number; end: number; text: string }[] {
  const sentences = said.match(/[^.!?。！？]+[.!?。！？]*/gu) ?? [];
  const length = seconds / Math.max(1, sentences.length);
  return sentences.map((text, at) => ({ start: at * length, end: (at + 1) * length, text: text.trim() }));
}

/** By the beginning of what the provider takes: WAV, MP3, Ogg, FLAC, MP4 and WebM. */
function isSound(bytes: Buffer): boolean {
  const head = bytes.toString("latin1", 0, 12);
  if (/^(?:RIFF....WAVE|ID3|OggS|fLaC|\x1aE\xdf\xa3|....ftyp)/s.test(head)) return true;
  return bytes[0] === 0xff && (bytes[1]! & 0xe0) === 0xe0;
}

/** True for a WAV file whose samples are all zero. */
function isSilent(bytes: Buffer): boolean {
  return bytes.toString("latin1", 0, 4) === "RIFF" && bytes.length >= 44 && !bytes.subarray(44).some(Boolean);
}

/** By the header of a WAV file, else by the size. */
function secondsOf(bytes: Buffer): number {
  const isWav =
    bytes.length >= 44 && bytes.toString("latin1", 0, 4) === "RIFF" && bytes.toString("latin1", 8, 12) === "WAVE";
  const bytesPerSecond = isWav ? bytes.readUInt32LE(28) : 0;
  return bytesPerSecond > 0 ? (bytes.length - 44) / bytesPerSecond : bytes.length / USUAL_BYTES;
}
