import type { Call } from "../call";
import type { CatalogueModel } from "../catalogue";
import { requireFunds } from "../chat/deliver";
import { Fields } from "../fields";
import { hash } from "../random";
import { badParameter } from "../refusal";
import { countTokens } from "../tokens";

const MAX_ITEMS = 32;
/** Where the catalogue does not say how long vectors are. */
const USUAL_DIMENSION = 4096;

/** POST /embeddings */
export async function embed(call: Call): Promise<void> {
  const { world } = call;
  const fields = new Fields(call.json());
  const model = world.requireModel(fields.requiredString("model"), "embedding");
  const inputs = fields.strings("input", MAX_ITEMS);
  if (!inputs || inputs.length === 0) throw badParameter("input is required.");
  if (inputs.includes("")) throw badParameter("input must not hold empty strings.");
  const encoding = fields.choice("encoding_format", ["float", "base64"]) ?? "float";
  const dimension = readDimension(model, fields);
  fields.ignore("user");
  call.record.unknownFields = fields.unknown();
  const counts = inputs.map(countTokens);
  const limit = model.contextLength;
  const tooLong = limit === undefined ? undefined : counts.find((count) => count >= limit);
  if (tooLong !== undefined) {
    throw badParameter(`length of prompt_tokens (${tooLong}) must be less than max_seq_len (${limit}).`);
  }
  const tokens = counts.reduce((sum, count) => sum + count, 0);
  requireFunds(call, model);
  world.limits.admit(model.id, { tokens });
  world.ledger.record(call, model, { input_tokens: tokens });
  await call.sendJson({
    object: "list",
    model: model.id,
    data: inputs.map((input, index) => {
      const vector = embeddingOf(input, dimension);
      return { object: "embedding", index, embedding: encoding === "float" ? [...vector] : toBase64(vector) };
    }),
    usage: { prompt_tokens: tokens, completion_tokens: 0, total_tokens: tokens },
  });
}

function readDimension(model: CatalogueModel, fields: Fields): number {
  const allowed = model.capabilities.dimensions;
  const usual = Number(model.capabilities.defaultDimension ?? USUAL_DIMENSION);
  if (!Array.isArray(allowed)) {
    if (fields.has("dimensions")) throw badParameter(`dimensions is not supported by the model ${model.id}.`);
    return usual;
  }
  const dimension = fields.number("dimensions", { integer: true, min: 1 }) ?? usual;
  if (dimension !== usual && !(allowed as number[]).includes(dimension)) {
    throw badParameter(`dimensions must be one of: ${allowed.join(", ")}.`);
  }
  return dimension;
}

/** A unit vector that lies near those of similar texts: each run of one to four characters, and each word, adds to two places. */
export function embeddingOf(text: string, dimension: number): Float32Array {
  const vector = new Float32Array(dimension);
  const plain = ` ${text.toLowerCase().replace(/\s+/g, " ").trim()} `;
  for (let size = 1; size <= 4; size++) {
    for (let at = 0; at + size <= plain.length; at++) add(vector, plain.slice(at, at + size), size);
  }
  for (const word of plain.match(/[\p{L}\p{N}]+/gu) ?? []) add(vector, `word ${word}`, 6);
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return vector.map((value) => value / (length || 1));
}

function add(vector: Float32Array, feature: string, weight: number): void {
  const code = hash(feature);
  const sign = code & 1 ? 1 : -1;
  const first = (code >>> 1) % vector.length;
  const second = Math.imul(code, 0x9e3779b1) >>> 0;
  vector[first]! += sign * weight;
  vector[second % vector.length]! -= sign * weight;
}

function toBase64(vector: Float32Array): string {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString("base64");
}
