import { fillBetween } from "../answers/fill";
import { readQuestion } from "../answers/question";
import { writeAnswer } from "../answers/answer";
import type { Call } from "../call";
import { may, type CatalogueModel } from "../catalogue";
import { admit, deliverStream, deliverWhole } from "../chat/deliver";
import { cutAtStop } from "../chat/plan";
import { usageBody } from "../chat/wording";
import { Fields } from "../fields";
import { badParameter } from "../refusal";
import { countTokens, tokenize } from "../tokens";

const DEFAULT_MAX_TOKENS = 512;
const MAX_CHOICES = 128;

/** POST /completions: goes on after a prompt, or fills what lies between it and a suffix. */
export async function complete(call: Call): Promise<void> {
  const fields = new Fields(call.json());
  const model = call.world.requireModel(fields.requiredString("model"), "chat");
  const prompt = fields.requiredString("prompt");
  const suffix = fields.string("suffix");
  if (suffix !== undefined && !may(model, "fim"))
    throw badParameter(`suffix is not supported by the model ${model.id}.`);
  const isStream = fields.boolean("stream") ?? false;
  const seed = fields.number("seed", { integer: true }) ?? 0;
  const stop = fields.strings("stop", 4) ?? [];
  const maxTokens = readNumbers(fields, model);
  const choices = fields.number("n", { min: 1, max: MAX_CHOICES, integer: true }) ?? 1;
  if (choices > 1 && isStream) throw badParameter("n must be 1 when stream is true.");
  fields.ignore("logit_bias", "user");
  call.record.unknownFields = fields.unknown();

  const counts = { prompt: countTokens(prompt) + countTokens(suffix ?? ""), cached: 0 };
  admit(call, model, counts.prompt);
  const answers = Array.from({ length: choices }, (_, index) => {
    const tokens = tokenize(cutAtStop(textAfter(prompt, suffix, model, seed + index), stop));
    return { tokens: tokens.slice(0, maxTokens), finish: tokens.length > maxTokens ? "length" : "stop" };
  });
  const length = answers.reduce((sum, { tokens }) => sum + tokens.length, 0);
  const { tokens, finish } = answers[0]!;
  const body = (list: unknown[], used: number) => ({
    id: call.traceId,
    object: "text_completion",
    created: Math.floor(call.record.at / 1000),
    model: model.id,
    choices: list,
    ...(call.hasFault("usage-missing") ? {} : { usage: usageBody(counts, used, 0) }),
  });
  const event = (text: string, finished: string | null, used: number) =>
    `data: ${JSON.stringify(body([{ index: 0, text, finish_reason: finished, logprobs: null }], used))}\n\n`;
  const script = {
    model,
    counts,
    length,
    opening: () => "",
    piece: (index: number) => event(tokens[index]!, null, index + 1),
    closing: () => event("", finish, length),
    giant: () => event("0123456789abcdef".repeat(327_680), null, 1),
  };
  if (isStream) return deliverStream(call, script);
  const list = answers.map((answer, index) => ({
    index,
    text: answer.tokens.join(""),
    finish_reason: answer.finish,
    logprobs: null,
  }));
  await deliverWhole(call, script, body(list, length));
}

function readNumbers(fields: Fields, model: CatalogueModel): number {
  fields.number("temperature", { min: 0, max: 1 });
  fields.number("top_p", { min: 0, aboveMin: true, max: 1 });
  fields.number("top_k", { min: -1, max: 100, integer: true });
  fields.number("repetition_penalty", { min: 0, aboveMin: true });
  fields.number("presence_penalty", { min: -2, max: 2 });
  fields.number("frequency_penalty", { min: -2, max: 2 });
  const max = model.maxOutput ?? model.contextLength ?? Number.MAX_SAFE_INTEGER;
  return fields.number("max_tokens", { min: 1, max, integer: true }) ?? DEFAULT_MAX_TOKENS;
}

/** A prompt that looks like code goes on as code, any other as an answer. */
function textAfter(prompt: string, suffix: string | undefined, model: CatalogueModel, seed: number): string {
  if (suffix !== undefined) return fillBetween(prompt, suffix, seed);
  if (/(?:def \w+\([^)]*\)[^\n]*:|[{;])\s*$/.test(prompt)) return fillBetween(prompt, "", seed);
  const message = {
    role: "user" as const,
    text: prompt,
    images: [],
    mediaTokens: 0,
    toolCalls: [],
    toolCallId: undefined,
  };
  return writeAnswer(readQuestion([message], model.id, seed));
}
