import { endOtherSessions } from "@/lib/auth";
import { route } from "@/lib/http";

/** POST /api/settings/sessions/end-others: signs every other browser of the caller out. */
export const POST = route({
  access: "user",
  handle: async ({ ctx }) => Response.json(await endOtherSessions(ctx)),
});
