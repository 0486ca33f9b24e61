import type { Call } from "../call";
import type { CatalogueModel } from "../catalogue";
import type { LedgerEntry } from "../ledger";
import type { Pace } from "../options";
import { emit, pour } from "../pour";
import { badParameter, noFunds } from "../refusal";
import type { Counts } from "./wording";

/** A generated answer, ready to be sent token by token. */
export interface Script {
  model: CatalogueModel;
  counts: Counts;
  /** completion tokens, one event each */
  length: number;
  /** what comes with the first token, one token, and what follows the last */
  opening: () => string;
  piece: (index: number) => string;
  closing: () => string;
  /** an event of five megabytes, for the fault of that name */
  giant: () => string;
}

const midstream = new Set(["hang-midstream", "cut-midstream", "reset", "error-in-stream"]);

/**
 * Checks what must hold before a model begins: money, room in its window, the rate limits. Counts the request.
 * @throws Refusal 400, 402, 403, 429
 */
export function admit(call: Call, model: CatalogueModel, promptTokens: number): void {
  requireFunds(call, model);
  const limit = model.contextLength;
  if (limit !== undefined && promptTokens >= limit) {
    throw badParameter(`length of prompt_tokens (${promptTokens}) must be less than max_seq_len (${limit}).`);
  }
  call.world.limits.admit(model.id, { tokens: promptTokens });
}

/** Models that cost nothing go on working without money. */
export function requireFunds(call: Call, model: CatalogueModel): void {
  const rates = Object.values(model.rates ?? {})[0] ?? {};
  const isFree = model.rates !== undefined && Object.values(rates).every((rate) => rate === 0);
  if (!isFree && call.world.ledger.balance().isEmpty) throw noFunds(call.world.noFundsStatus);
}

export async function deliverStream(call: Call, script: Script): Promise<void> {
  const { response, fault } = call;
  if (call.isGone) return;
  const type = call.hasFault("wrong-content-type") ? "text/html; charset=utf-8" : "text/event-stream";
  response.writeHead(200, { "content-type": type, "cache-control": "no-cache" });
  if (call.hasFault("hang-after-headers")) {
    response.flushHeaders();
    await call.untilGone();
    return bill(call, script, 0, "aborted");
  }

  const breaks = fault !== undefined && midstream.has(fault.name);
  const count = breaks ? Math.min(fault.afterTokens, script.length) : script.length;
  await pour(call, {
    ...paceOf(call, script.model),
    count,
    render: (index) => `${index === 0 ? script.opening() : ""}${extra(call, script, index)}${script.piece(index)}`,
    onProgress: (sent) => void (call.record.tokens = sent),
  });
  const { tokens } = call.record;
  if (call.isGone) return bill(call, script, tokens, "aborted");
  if (breaks) return breakOff(call, script, tokens);
  emit(
    call,
    `${count === 0 ? script.opening() : ""}${script.closing()}${call.hasFault("no-done") ? "" : "data: [DONE]\n\n"}`,
  );
  response.end();
  bill(call, script, tokens, "complete");
}

/** Waits as long as making the answer takes, then sends it whole. An answer nobody waits for is billed as far as it got. */
export async function deliverWhole(call: Call, script: Script, body: object): Promise<void> {
  const { firstTokenMs, tokensPerSecond } = paceOf(call, script.model);
  const generationMs = tokensPerSecond > 0 ? (script.length * 1000) / tokensPerSecond : 0;
  await call.waitUntil(call.arrivedMs + firstTokenMs + generationMs);
  if (call.isGone) {
    const generatingMs = call.world.wheel.now() - call.arrivedMs - firstTokenMs;
    const made = Math.floor((generatingMs * tokensPerSecond) / 1000);
    return bill(call, script, Math.max(0, Math.min(script.length, made)), "aborted");
  }
  call.record.tokens = script.length;
  bill(call, script, script.length, "complete");
  await call.sendJson(body);
}

function paceOf(call: Call, model: CatalogueModel): Pace {
  const pace = call.world.paceOf(model.id);
  return call.hasFault("slow-first-token") ? { ...pace, firstTokenMs: call.fault!.delayMs } : pace;
}

/** What a fault puts before a token. */
function extra(call: Call, script: Script, index: number): string {
  if (call.hasFault("comment-lines")) return ": keep-alive\n\n";
  if (index !== Math.min(call.fault?.afterTokens ?? 0, script.length - 1)) return "";
  if (call.hasFault("malformed-sse")) return 'data: {"id":"broken","choices":[{"index":0,"delta":{"content":"lo\n\n';
  return call.hasFault("five-megabyte-line") ? script.giant() : "";
}

async function breakOff(call: Call, script: Script, sent: number): Promise<void> {
  switch (call.fault!.name) {
    case "hang-midstream":
      await call.untilGone();
      return bill(call, script, sent, "aborted");
    case "reset":
      call.reset();
      break;
    case "error-in-stream": {
      const error = { code: 50505, message: "Model service overloaded. Please try again later.", data: null };
      emit(call, `data: ${JSON.stringify(error)}\n\n`);
      call.cut();
      break;
    }
    default:
      call.cut();
  }
  bill(call, script, sent, "cut");
}

function bill(call: Call, { model, counts }: Script, sent: number, outcome: LedgerEntry["outcome"]): void {
  call.world.limits.addTokens(model.id, sent);
  call.world.ledger.record(
    call,
    model,
    {
      input_tokens: counts.prompt - counts.cached,
      cached_input_tokens: counts.cached,
      output_tokens: sent,
    },
    outcome,
  );
}
