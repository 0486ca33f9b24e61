import type { Context } from "@/lib/db";
import { requireAdministrator } from "./person";
import { deleteAtProvider } from "./remove-voice";
import type { UnknownVoiceInput } from "./schema";
import { requireUnknownVoice } from "./unknown-voices";

/**
 * Deletes a voice at the provider that nobody here knows.
 * @throws AppError `forbidden`, `not_found`; ProviderError
 */
export async function deleteUnknownVoice(ctx: Context, { key }: UnknownVoiceInput): Promise<void> {
  requireAdministrator(ctx);
  const { uri } = await requireUnknownVoice(ctx, key);
  // Not tied to the request: begun, it is done.
  await deleteAtProvider({}, uri);
}
