import { route } from "@/lib/http";
import { deleteVoice, findVoice, updateVoice } from "@/lib/voices";
import { UpdateVoiceInput, VoiceParams } from "@/lib/voices/schema";

/** GET /api/voices/:id */
export const GET = route({
  access: "user",
  params: VoiceParams,
  handle: async ({ ctx, params }) => Response.json({ voice: await findVoice(ctx, params.id) }),
});

/** PATCH /api/voices/:id: its name; by an administrator, whether everybody may use it. */
export const PATCH = route({
  access: "user",
  params: VoiceParams,
  body: UpdateVoiceInput,
  handle: async ({ ctx, params, body }) => Response.json({ voice: await updateVoice(ctx, { ...params, ...body }) }),
});

/** DELETE /api/voices/:id: nobody can use it any more; the provider lets go of it soon after. */
export const DELETE = route({
  access: "user",
  params: VoiceParams,
  handle: async ({ ctx, params }) => {
    await deleteVoice(ctx, params.id);
    return new Response(null, { status: 202 });
  },
});
