import type { Call } from "../call";
import { may } from "../catalogue";
import { Fields } from "../fields";
import { badParameter } from "../refusal";

/** POST /uploads/audio/voice, as JSON or as a form. */
export async function uploadVoice(call: Call): Promise<void> {
  const isForm = call.request.headers["content-type"]?.startsWith("multipart/") ?? false;
  const fields = new Fields(isForm ? textsOf(await call.form()) : call.json());
  const model = call.world.requireModel(fields.requiredString("model"), "text-to-speech");
  if (!may(model, "customVoices")) throw badParameter(`model: ${model.id} does not take custom voices.`);
  const customName = fields.requiredString("customName");
  if (!/^[\w-]{1,64}$/.test(customName)) {
    throw badParameter("customName must be 1 to 64 letters, digits, underscores or dashes.");
  }
  const text = fields.requiredString("text");
  if (isForm) requireFile(await call.form());
  else if (!/^data:audio\/[\w.+-]+;base64,[A-Za-z0-9+/]{4,}/.test(fields.requiredString("audio"))) {
    throw badParameter("audio must be a data URI of an audio file.");
  }
  const uri = `speech:${customName}:${call.world.newToken(6)}:${call.world.newToken(8)}`;
  call.world.voices.set(uri, { uri, model: model.id, customName, text });
  await call.sendJson({ uri });
}

/** GET /audio/voice/list */
export async function listVoices(call: Call): Promise<void> {
  await call.sendJson({ results: [...call.world.voices.values()] });
}

/** POST /audio/voice/deletions */
export async function deleteVoice(call: Call): Promise<void> {
  const uri = new Fields(call.json()).requiredString("uri");
  if (!call.world.voices.delete(uri)) throw badParameter("uri does not exist.");
  await call.sendJson("success");
}

function textsOf(form: FormData): Record<string, unknown> {
  return Object.fromEntries([...form].filter(([, value]) => typeof value === "string"));
}

function requireFile(form: FormData): void {
  const file = form.get("file");
  if (!(file instanceof Blob) || file.size === 0) throw badParameter("file is required.");
}
