import type { Call } from "../call";
import { requireFunds } from "../chat/deliver";
import { badParameter } from "../refusal";

const MAX_BYTES = 50 * 1024 * 1024;
const MAX_SECONDS = 3600;
/** Bytes a second of what is not a WAV: 128 kilobits. */
const USUAL_BYTES = 16_000;

/** POST /audio/transcriptions. What was said is made up from what the file is called and how long it is. */
export async function transcribe(call: Call): Promise<void> {
  const form = await call.form();
  const named = form.get("model");
  if (typeof named !== "string" || named === "") throw badParameter("model is required.");
  const model = call.world.requireModel(named, "speech-to-text");
  const file = form.get("file");
  if (!(file instanceof File) || file.size === 0) throw badParameter("file is required.");
  if (file.size > MAX_BYTES) throw badParameter("file must have at most 50 MB.");
  const seconds = secondsOf(Buffer.from(await file.arrayBuffer()));
  if (seconds > MAX_SECONDS) throw badParameter("file must be at most 1 hour long.");
  requireFunds(call, model);
  call.world.limits.admit(model.id);
  call.world.ledger.record(call, model, { requests: 1 });
  const isChinese = /\p{Script=Han}/u.test(file.name);
  const said = isChinese
    ? `这是录音“${file.name}”，长度为 ${seconds.toFixed(1)} 秒。`
    : `This is the recording ${file.name}, ${seconds.toFixed(1)} seconds long.`;
  const tags = model.id.includes("SenseVoice") ? `<|${isChinese ? "zh" : "en"}|><|NEUTRAL|><|Speech|><|withitn|>` : "";
  await call.sendJson({ text: `${tags}${said}`, duration: seconds }, call.world.paceOf(model.id).firstTokenMs);
}

/** By the header of a WAV file, else by the size. */
function secondsOf(bytes: Buffer): number {
  const isWav =
    bytes.length >= 44 && bytes.toString("latin1", 0, 4) === "RIFF" && bytes.toString("latin1", 8, 12) === "WAVE";
  const bytesPerSecond = isWav ? bytes.readUInt32LE(28) : 0;
  return bytesPerSecond > 0 ? (bytes.length - 44) / bytesPerSecond : bytes.length / USUAL_BYTES;
}
