import { listSessions } from "@/lib/auth";
import { route } from "@/lib/http";

/** GET /api/settings/sessions: where the caller is signed in. */
export const GET = route({
  access: "user",
  handle: async ({ ctx }) => Response.json({ sessions: await listSessions(ctx) }),
});
