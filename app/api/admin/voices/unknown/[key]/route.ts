import { route } from "@/lib/http";
import { deleteUnknownVoice } from "@/lib/voices";
import { UnknownVoiceInput } from "@/lib/voices/schema";

/** DELETE /api/admin/voices/unknown/:key: lets the provider forget a voice that nobody here knows. */
export const DELETE = route({
  access: "admin",
  params: UnknownVoiceInput,
  handle: async ({ ctx, params }) => {
    await deleteUnknownVoice(ctx, params);
    return new Response(null, { status: 204 });
  },
});
