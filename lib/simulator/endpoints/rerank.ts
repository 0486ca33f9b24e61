import type { Call } from "../call";
import { may } from "../catalogue";
import { requireFunds } from "../chat/deliver";
import { Fields } from "../fields";
import { badParameter } from "../refusal";
import { countTokens } from "../tokens";

const MAX_DOCUMENTS = 1000;

/** POST /rerank */
export async function rerank(call: Call): Promise<void> {
  const { world } = call;
  const fields = new Fields(call.json());
  const model = world.requireModel(fields.requiredString("model"), "reranker");
  const query = fields.requiredString("query");
  const raw = fields.raw("documents");
  const documents = Array.isArray(raw) ? fields.strings("documents", MAX_DOCUMENTS)! : [];
  if (documents.length === 0) throw badParameter("documents must be an array of at least 1 string.");
  const topN = fields.number("top_n", { min: 1, integer: true }) ?? documents.length;
  const withText = fields.boolean("return_documents") ?? false;
  for (const [name, max] of [
    ["max_chunks_per_doc", 100_000],
    ["overlap_tokens", 80],
  ] as const) {
    if (fields.has(name) && !may(model, "chunking"))
      throw badParameter(`${name} is not supported by the model ${model.id}.`);
    fields.number(name, { min: 0, max, integer: true });
  }
  fields.ignore("instruction");
  call.record.unknownFields = fields.unknown();
  const queryTokens = countTokens(query);
  const counts = documents.map((document) => countTokens(document) + queryTokens);
  const limit = model.contextLength;
  const tooLong = limit === undefined || may(model, "chunking") ? undefined : counts.find((count) => count >= limit);
  if (tooLong !== undefined) {
    throw badParameter(`length of prompt_tokens (${tooLong}) must be less than max_seq_len (${limit}).`);
  }
  const tokens = counts.reduce((sum, count) => sum + count, 0);
  requireFunds(call, model);
  world.limits.admit(model.id, { tokens });
  world.ledger.record(call, model, { input_tokens: tokens });
  const results = documents
    .map((text, index) => ({
      index,
      relevance_score: relevance(query, text),
      ...(withText ? { document: { text } } : {}),
    }))
    .sort((a, b) => b.relevance_score - a.relevance_score || a.index - b.index)
    .slice(0, topN);
  const used = { input_tokens: tokens, output_tokens: 0 };
  await call.sendJson({ id: call.traceId, results, tokens: used, meta: { billed_units: used, tokens: used } });
}

/** Which share of the query's words and letter pairs a document has, between 0 and 1. */
export function relevance(query: string, document: string): number {
  const wanted = featuresOf(query);
  if (wanted.size === 0) return 0;
  const there = featuresOf(document);
  const found = [...wanted].filter((feature) => there.has(feature)).length;
  const share = found / wanted.size;
  const focus = found / Math.sqrt(there.size || 1) / Math.sqrt(wanted.size);
  return Number((0.01 + 0.98 * (0.8 * share + 0.2 * Math.min(1, focus))).toFixed(6));
}

function featuresOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/\p{Script=Han}|[\p{L}\p{N}]+/gu) ?? [];
  const pairs = words.slice(1).map((word, index) => `${words[index]} ${word}`);
  const stems = words.filter((word) => word.length > 4).map((word) => `${word.slice(0, 4)}-`);
  return new Set([...words, ...pairs, ...stems]);
}
