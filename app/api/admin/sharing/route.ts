import { sharingEnabled, switchSharing } from "@/lib/auth";
import { SharingInput } from "@/lib/auth/schema";
import { route } from "@/lib/http";

/** GET /api/admin/sharing */
export const GET = route({
  access: "admin",
  handle: async ({ ctx }) => Response.json({ enabled: await sharingEnabled(ctx) }),
});

/** PATCH /api/admin/sharing: whether links may be made and followed. */
export const PATCH = route({
  access: "admin",
  body: SharingInput,
  handle: async ({ ctx, body }) => {
    await switchSharing(ctx, body);
    return Response.json(body);
  },
});
