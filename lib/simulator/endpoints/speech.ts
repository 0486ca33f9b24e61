import { setImmediate } from "node:timers/promises";
import { mp3 } from "../audio/mp3";
import { opus } from "../audio/opus";
import { pcm, wav } from "../audio/pcm";
import { scoreOf, type Note } from "../audio/score";
import type { Call } from "../call";
import { may, type CatalogueModel } from "../catalogue";
import { requireFunds } from "../chat/deliver";
import { Fields, isObject } from "../fields";
import { badParameter, coded } from "../refusal";

const MAX_CHARACTERS = 128_000;
/** Bytes written in one go, and before a fault in the middle. */
const PIECE_BYTES = 16_384;

const formats = {
  mp3: { type: "audio/mpeg", rates: [32_000, 44_100], usual: 44_100 },
  opus: { type: "audio/ogg", rates: [48_000], usual: 48_000 },
  wav: { type: "audio/wav", rates: [8000, 16_000, 24_000, 32_000, 44_100], usual: 44_100 },
  pcm: { type: "audio/pcm", rates: [8000, 16_000, 24_000, 32_000, 44_100], usual: 44_100 },
} as const;
type Format = keyof typeof formats;

/** POST /audio/speech */
export async function speak(call: Call): Promise<void> {
  const { world } = call;
  const fields = new Fields(call.json());
  const model = world.requireModel(fields.requiredString("model"), "text-to-speech");
  const input = fields.requiredString("input");
  if (input.length > MAX_CHARACTERS) throw badParameter(`input must have at most ${MAX_CHARACTERS} characters.`);
  const format = fields.choice("response_format", Object.keys(formats) as Format[]) ?? "mp3";
  const { rates, usual, type } = formats[format];
  const rate = fields.number("sample_rate") ?? usual;
  if (!rates.some((allowed) => allowed === rate)) {
    throw badParameter(`sample_rate must be one of ${rates.join(", ")} for the format ${format}.`);
  }
  const speed = fields.number("speed", { min: 0.25, max: 4 }) ?? 1;
  const gain = fields.number("gain", { min: -10, max: 10 }) ?? 0;
  fields.boolean("stream");
  if (model.params?.["max_tokens"]) fields.number("max_tokens", { min: 1, max: 32_768 });
  requireVoice(call, model, fields);
  const unknown = fields.unknown();
  if (unknown.length > 0) throw badParameter(`${unknown[0]} is not a field of this request.`);
  requireFunds(call, model);
  world.limits.admit(model.id);
  world.ledger.record(call, model, { utf8_bytes: Buffer.byteLength(input) });

  const notes = scoreOf(input, speed);
  await call.waitUntil(call.arrivedMs + world.paceOf(model.id).firstTokenMs);
  if (call.isGone) return;
  call.response.writeHead(200, { "content-type": call.hasFault("wrong-content-type") ? "text/html" : type });
  await writeSound(call, soundOf(format, notes, rate, gain));
}

function soundOf(format: Format, notes: readonly Note[], rate: number, gain: number): Iterable<Buffer> {
  switch (format) {
    case "mp3":
      return mp3(notes, rate);
    case "opus":
      return opus(notes);
    case "wav":
      return wav(notes, rate, gain);
    case "pcm":
      return pcm(notes, rate, gain);
  }
}

/** Writes sound in pieces, no faster than it is read. */
async function writeSound(call: Call, sound: Iterable<Buffer>): Promise<void> {
  const { response, fault } = call;
  let held: Buffer[] = [];
  let size = 0;
  for (const piece of sound) {
    held.push(piece);
    size += piece.length;
    if (size < PIECE_BYTES) continue;
    const isTaken = response.write(Buffer.concat(held));
    held = [];
    size = 0;
    if (!isTaken) await drained(call);
    if (call.isGone) return;
    if (fault) break;
    await setImmediate();
  }
  switch (fault?.name) {
    case "hang-midstream":
    case "hang-after-headers":
      response.flushHeaders();
      return call.untilGone();
    case "reset":
      return call.reset();
    case "cut-midstream":
      call.record.ending = "cut";
      // What was sent has left before the connection ends.
      response.write(Buffer.concat(held), () => response.destroy());
      return;
    default:
      response.end(Buffer.concat(held));
  }
}

function drained(call: Call): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      call.response.off("drain", settle).off("close", settle);
      resolve();
    };
    call.response.once("drain", settle).once("close", settle);
  });
}

/** @throws Refusal 400: 20052 with neither a voice nor references, else 20015 */
function requireVoice(call: Call, model: CatalogueModel, fields: Fields): void {
  const voice = fields.string("voice") ?? "";
  const references = may(model, "references") ? fields.raw("references") : undefined;
  if (references !== undefined) checkReferences(references, voice, may(model, "dialogue") ? 2 : 1);
  if (voice === "" && references === undefined) {
    throw coded(400, 20052, "Either voice or references must be set.");
  }
  if (voice === "") return;
  if (voice.startsWith("speech:")) {
    if (call.world.voices.get(voice)?.model !== model.id) throw badParameter("voice does not exist for this model.");
    return;
  }
  const names = (model.capabilities.systemVoices ?? []) as string[];
  if (!names.some((name) => voice === `${model.id}:${name}`)) {
    throw badParameter(`voice must be one of: ${names.map((name) => `${model.id}:${name}`).join(", ")}.`);
  }
}

function checkReferences(references: unknown, voice: string, most: number): void {
  if (voice !== "") throw badParameter("references cannot be used together with voice.");
  if (!Array.isArray(references) || references.length === 0)
    throw badParameter("references must be an array of at least 1 item.");
  if (references.length > most) throw badParameter(`references must have at most ${most} items for this model.`);
  references.forEach((reference: unknown, index) => {
    const isWhole = isObject(reference) && typeof reference.audio === "string" && typeof reference.text === "string";
    if (!isWhole || !/^(?:https?:\/\/|data:audio\/)/.test(String(reference.audio))) {
      throw badParameter(`references[${index}] must have an audio (address or data URI) and its text.`);
    }
  });
}
