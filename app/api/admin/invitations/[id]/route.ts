import { revokeInvitation } from "@/lib/auth";
import { IdParams } from "@/lib/auth/schema";
import { route } from "@/lib/http";

/** DELETE /api/admin/invitations/:id: makes the link useless. */
export const DELETE = route({
  access: "admin",
  params: IdParams,
  handle: async ({ ctx, params }) => {
    await revokeInvitation(ctx, params);
    return new Response(null, { status: 204 });
  },
});
