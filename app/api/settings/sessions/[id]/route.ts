import { endSession } from "@/lib/auth";
import { IdParams } from "@/lib/auth/schema";
import { route } from "@/lib/http";

/** DELETE /api/settings/sessions/:id: signs one of the caller's browsers out. */
export const DELETE = route({
  access: "user",
  params: IdParams,
  handle: async ({ ctx, params }) => {
    await endSession(ctx, params);
    return new Response(null, { status: 204 });
  },
});
