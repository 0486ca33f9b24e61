import { Readable } from "node:stream";
import { cutAudio } from "@/lib/audio";
import { AppError } from "@/lib/core";
import type { JobContext } from "@/lib/jobs";
import { openAsset, readAsset } from "@/lib/media";
import type { SpeechRequest } from "@/lib/siliconflow";
import { requireVoice } from "@/lib/voices";
import type { PartCall } from "./part-call";

export interface SpokenRequest {
  body: SpeechRequest;
  /** the voice of one's own that it names */
  voice?: { id: string; uri: string };
}

/** Others are written anew, as plain samples. */
const clipMs = 30_000;
const clipRate = 24_000;
/** Types of recordings that the provider takes. @see SiliconFlow API reference, section 11 */
const taken = new Set(["audio/mpeg", "audio/wav", "audio/ogg"]);

/**
 * A call as it is sent: recordings as data, since the provider fetches nothing from here, voices by the provider's name.
 * Whose they are is asked once more: they may have been taken away since.
 * @throws AppError `not_found`, `unsupported` (`voice_gone`, `voice_not_ready`, `audio_codec`), `unavailable`
 */
export async function toRequest(ctx: JobContext, { userId, body }: PartCall): Promise<SpokenRequest> {
  const { part: _part, voice, references, ...rest } = body;
  const common = rest as Omit<SpeechRequest, "voice" | "references">;
  if (typeof voice !== "string") {
    const { id, uri } = await requireVoice(ctx, voice.voiceId, body.model, userId);
    return { body: { ...common, voice: uri }, voice: { id, uri } };
  }
  if (!references) return { body: { ...common, voice } };
  const clips = [];
  for (const { assetId, text } of references) clips.push({ audio: await dataUriOf(ctx, assetId, userId), text });
  return { body: { ...common, voice: "", references: clips } };
}

async function dataUriOf(ctx: JobContext, assetId: string, userId: string): Promise<string> {
  const mine = await ctx.db.asset.findFirst({
    where: { id: assetId, userId },
    select: { mediaType: true, durationMs: true },
  });
  if (!mine) throw new AppError("not_found", "This file does not exist, or no longer.", { field: "voice" });
  if (taken.has(mine.mediaType)) {
    const bytes = await readAsset(ctx, assetId);
    return `data:${mine.mediaType};base64,${bytes.toString("base64")}`;
  }
  const source = async () => Readable.fromWeb((await openAsset(ctx, assetId)).stream as never);
  const toMs = Math.min(mine.durationMs ?? clipMs, clipMs);
  const wav = await cutAudio(ctx, source, { fromMs: 0, toMs, sampleRate: clipRate });
  return `data:audio/wav;base64,${wav.toString("base64")}`;
}
