import { route } from "@/lib/http";
import { createVoice, listVoices } from "@/lib/voices";
import { CreateVoiceInput } from "@/lib/voices/schema";

/** GET /api/voices: the caller's voices and those that are shared with everybody, newest first. */
export const GET = route({
  access: "user",
  handle: async ({ ctx }) => Response.json({ voices: await listVoices(ctx) }),
});

/** POST /api/voices: clones a voice from a part of a recording. The server goes on with it whoever stays to watch. */
export const POST = route({
  access: "user",
  limit: "generation",
  body: CreateVoiceInput,
  handle: async ({ ctx, body }) => Response.json({ voice: await createVoice(ctx, body) }, { status: 202 }),
});
