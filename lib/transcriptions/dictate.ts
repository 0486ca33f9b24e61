import { systemContext, type Context } from "@/lib/db";
import { cancelCharge, openCharge, settleCharge } from "@/lib/metering";
import { isProviderError, siliconflow, type TranscriptionAnswer } from "@/lib/siliconflow";
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

/**
 * Writes down what was just said: one call, paid as `dictation`. Neither the recording nor the text is kept. A call
 * that was made is paid for, whether its person waits for the answer or not.
 * @param input.body a WAV file of at most a minute
 * @throws AppError `invalid_input`, `too_large` (`audio_too_long`), `unsupported`, `quota_exceeded`; ProviderError
 */
export async function dictate(
  ctx: Context,
  input: { modelId?: string | undefined; body: ReadableStream<Uint8Array> | null },
): Promise<Dictation> {
  const userId = requirePerson(ctx);
  const { id: modelId, currency } = await requireTranscriptionModel(ctx, input.modelId);
  const wav = readWav(await readBody(input.body, MAX_BYTES));
  if (wav.durationMs > DICTATION_MS + ALLOWANCE_MS) throw tooLong();
  if (isSilent(wav.samples)) return { text: "", modelId, costNanos: "0", currency };
  const { answer, costNanos } = await pay(ctx, { userId, modelId }, wav);
  return { text: cleanText(answer.text), modelId, costNanos: String(costNanos), currency };
}

/** One call and its charge. */
async function pay(
  ctx: Context,
  { userId, modelId }: { userId: string; modelId: string },
  wav: Wav,
): Promise<{ answer: TranscriptionAnswer; costNanos: bigint }> {
  const usage = { requests: 1 };
  const { id: chargeId } = await openCharge(ctx, { userId, modelId, purpose: "dictation", estimate: usage });
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
    return { answer, costNanos };
  } catch (error) {
    if (isProviderError(error) && error.outcome === "refused") await cancelCharge(books, { chargeId });
    else await settleCharge(books, { chargeId, usage, basis: "estimated", outcome: "unknown" });
    if (!saysMissing(error)) throw error;
    await noteMissing(books);
    throw missing();
  }
}
