import { createHash } from "node:crypto";
import { inTransaction, systemContext, type Context } from "@/lib/db";
import { beginAnswer, cancelCharge, endAnswer, findAnswer, openCharge, settleCharge } from "@/lib/metering";
import { isProviderError, siliconflow } from "@/lib/siliconflow";
import { cleanText } from "./clean-text";
import { forgetMissing, missing, noteMissing, saysMissing } from "./missing";
import { requireTranscriptionModel } from "./models";
import { requirePerson } from "./person";
import { readBody, tooLong } from "./read-body";
import { DICTATION_MS, type Dictation } from "./schema";
import { isSilent, readWav, writeWav, type Wav } from "./wav";

/** A minute of two channels at 48 kHz, and its header. */
const MAX_BYTES = 12_000_000;
/** Recorders stop a block after their minute. */
const ALLOWANCE_MS = 1_000;
const timeoutMs = 90_000;
const usage = { requests: 1 };

export interface DictateInput {
  requestKey: string;
  modelId?: string | undefined;
  /** a WAV file of at most a minute */
  body: ReadableStream<Uint8Array> | null;
}

/**
 * Writes down what was just said: one call, paid as `dictation`. The recording is not kept, the text for a day only, so
 * that the same request is answered and paid once. A call that was made is paid for, whether its person waits for the
 * answer or not.
 * @throws AppError `invalid_input`, `too_large` (`audio_too_long`), `unsupported`, `quota_exceeded`, `conflict`
 *   (`request_key`), `provider_unavailable` (`answer_lost`); ProviderError
 */
export async function dictate(ctx: Context, input: DictateInput): Promise<Dictation> {
  const bytes = await readBody(input.body, MAX_BYTES);
  return answer(ctx, { ...input, userId: requirePerson(ctx), bytes });
}

async function answer(
  ctx: Context,
  input: { userId: string; requestKey: string; modelId?: string | undefined; bytes: Buffer },
): Promise<Dictation> {
  const { userId, requestKey, bytes } = input;
  const requestDigest = createHash("sha256")
    .update(JSON.stringify(["dictation", input.modelId ?? null]))
    .update(bytes);
  const asked = { userId, requestKey, requestDigest: requestDigest.digest("hex") };
  const made = await findAnswer<Dictation>(ctx, asked);
  if (made) return made;
  const { id: modelId, currency } = await requireTranscriptionModel(ctx, input.modelId);
  const wav = readWav(bytes);
  if (wav.durationMs > DICTATION_MS + ALLOWANCE_MS) throw tooLong();
  if (isSilent(wav.samples)) return { text: "", modelId, costNanos: "0", currency };
  const begun = await inTransaction(ctx, async (tx) => {
    const id = await beginAnswer(tx, asked);
    if (id === undefined) return undefined;
    const { id: chargeId } = await openCharge(tx, { userId, modelId, purpose: "dictation", estimate: usage });
    return { id, chargeId };
  });
  // The same request came twice at once, and the other one has it.
  if (!begun) return answer(ctx, input);
  try {
    const { text, costNanos } = await pay(begun.chargeId, modelId, wav);
    const dictation = { text: cleanText(text), modelId, costNanos: String(costNanos), currency };
    await endAnswer(begun.id, { answer: dictation });
    return dictation;
  } catch (error) {
    await endAnswer(begun.id, { error });
    throw error;
  }
}

/** One call and its charge. */
async function pay(chargeId: string, modelId: string, wav: Wav): Promise<{ text: string; costNanos: bigint }> {
  // Its person may be gone by now; the books are not theirs alone.
  const books = systemContext();
  try {
    const answer = await siliconflow().transcriptions.create(
      { model: modelId, bytes: writeWav(wav), mediaType: "audio/wav" },
      { totalTimeoutMs: timeoutMs },
    );
    const { costNanos } = await settleCharge(books, {
      ...{ chargeId, usage, basis: "measured", outcome: "complete" },
      ...(answer.traceId !== undefined && { traceId: answer.traceId }),
    });
    await forgetMissing(books);
    return { text: answer.text, costNanos };
  } catch (error) {
    if (isProviderError(error) && error.outcome === "refused") await cancelCharge(books, { chargeId });
    else await settleCharge(books, { chargeId, usage, basis: "estimated", outcome: "unknown" });
    if (!saysMissing(error)) throw error;
    await noteMissing(books);
    throw missing();
  }
}
