import { createInvitation, listInvitations } from "@/lib/auth";
import { InvitationInput, ListInvitationsInput } from "@/lib/auth/schema";
import { route } from "@/lib/http";

/** GET /api/admin/invitations: newest first, one page at a time. */
export const GET = route({
  access: "admin",
  query: ListInvitationsInput,
  handle: async ({ ctx, query }) => Response.json(await listInvitations(ctx, query)),
});

/** POST /api/admin/invitations: the answer holds the link, which is not shown again. */
export const POST = route({
  access: "admin",
  limit: "account",
  body: InvitationInput,
  handle: async ({ ctx, body }) => Response.json(await createInvitation(ctx, body), { status: 201 }),
});
