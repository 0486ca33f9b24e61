import { route } from "@/lib/http";
import { adoptVoice } from "@/lib/voices";
import { UnknownVoiceInput } from "@/lib/voices/schema";

/** POST /api/admin/voices/adopt: a voice that only the provider knows becomes the caller's. */
export const POST = route({
  access: "admin",
  body: UnknownVoiceInput,
  handle: async ({ ctx, body }) => Response.json({ voice: await adoptVoice(ctx, body) }, { status: 201 }),
});
