import { newId } from "@/lib/core";
import type { Context } from "@/lib/db";
import { findVoice } from "./list-voices";
import { requireAdministrator, requirePerson } from "./person";
import { MAX_VOICE_NAME, type UnknownVoiceInput, type Voice } from "./schema";
import { requireUnknownVoice } from "./unknown-voices";
import { requireVoiceModel } from "./voice-models";

/**
 * Takes over a voice that the provider has and nobody here knows: it is the administrator's own from now on, without a
 * sample, and can be shared.
 * @throws AppError `forbidden`, `not_found`, as `requireVoiceModel`; ProviderError
 */
export async function adoptVoice(ctx: Context, { key }: UnknownVoiceInput): Promise<Voice> {
  requireAdministrator(ctx);
  const userId = requirePerson(ctx);
  const { uri, model, customName, text } = await requireUnknownVoice(ctx, key);
  const { id: modelId } = await requireVoiceModel(ctx, model);
  const id = newId();
  await ctx.db.voice.create({
    data: {
      ...{ id, userId, modelId, uri, transcript: text },
      name: customName.slice(0, MAX_VOICE_NAME) || "voice",
      // Two of the same name elsewhere are two here.
      customName: (await ctx.db.voice.count({ where: { customName } })) > 0 ? `${customName} ${id}` : customName || id,
      state: "ready",
      readyAt: ctx.now,
      createdAt: ctx.now,
    },
  });
  return findVoice(ctx, id);
}
