import { secondsOfSample } from "../audio/sample";
import type { Call } from "../call";
import { may } from "../catalogue";
import { Fields } from "../fields";
import { badParameter } from "../refusal";

/** Samples are shorter than this. */
const LIMIT_SECONDS = 30;
const dataUri = /^data:audio\/[\w.+-]+;base64,([A-Za-z0-9+/]+={0,2})$/;

/** POST /uploads/audio/voice, as JSON or as a form. What the sample is, its content says. */
export async function uploadVoice(call: Call): Promise<void> {
  const isForm = call.request.headers["content-type"]?.startsWith("multipart/") ?? false;
  const fields = new Fields(isForm ? partsOf(await call.form()) : call.json());
  const model = call.world.requireModel(fields.requiredString("model"), "text-to-speech");
  if (!may(model, "customVoices")) throw badParameter(`model: ${model.id} does not take custom voices.`);
  const customName = fields.requiredString("customName");
  if (!/^[\w-]{1,64}$/.test(customName)) {
    throw badParameter("customName must be 1 to 64 letters, digits, underscores or dashes.");
  }
  const text = fields.requiredString("text");
  const seconds = secondsOfSample(isForm ? await bytesOfFile(fields.raw("file")) : bytesOfUri(fields));
  if (seconds === undefined) throw badParameter("The audio file could not be decoded.");
  if (seconds >= LIMIT_SECONDS) throw badParameter("The audio must be shorter than 30 seconds.");
  const [unknown] = fields.unknown();
  if (unknown !== undefined) throw badParameter(`${unknown} is not permitted.`);
  const uri = `speech:${customName}:${call.world.newToken(6)}:${call.world.newToken(8)}`;
  // Nothing is asked for it.
  call.world.ledger.record(call, model, { requests: 1 });
  call.world.voices.set(uri, { uri, model: model.id, customName, text });
  await call.sendJson({ uri });
}

/** GET /audio/voice/list */
export async function listVoices(call: Call): Promise<void> {
  await call.sendJson({ [call.world.voiceListField]: [...call.world.voices.values()] });
}

/** POST /audio/voice/deletions */
export async function deleteVoice(call: Call): Promise<void> {
  const fields = new Fields(call.json());
  const uri = fields.requiredString("uri");
  const [unknown] = fields.unknown();
  if (unknown !== undefined) throw badParameter(`${unknown} is not permitted.`);
  if (!call.world.voices.delete(uri)) throw badParameter("uri does not exist.");
  await call.sendJson("success");
}

function partsOf(form: FormData): Record<string, unknown> {
  return Object.fromEntries(form);
}

async function bytesOfFile(file: unknown): Promise<Buffer> {
  if (!(file instanceof Blob) || file.size === 0) throw badParameter("file is required.");
  return Buffer.from(await file.arrayBuffer());
}

function bytesOfUri(fields: Fields): Buffer {
  const [, base64] = dataUri.exec(fields.requiredString("audio")) ?? [];
  if (base64 === undefined) throw badParameter("audio must be a data URI of an audio file.");
  return Buffer.from(base64, "base64");
}
