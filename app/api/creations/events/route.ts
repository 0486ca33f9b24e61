import { followCreations } from "@/lib/creations";
import { route } from "@/lib/http";

/** GET /api/creations/events: which of the caller's creations change, as server-sent events. */
export const GET = route({ access: "user", handle: async ({ ctx }) => followCreations(ctx) });
