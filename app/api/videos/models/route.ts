import { route } from "@/lib/http";
import { listVideoModels } from "@/lib/videos";

/** GET /api/videos/models: what clips can be made with, and for how much. */
export const GET = route({
  access: "user",
  handle: async ({ ctx }) => Response.json({ models: await listVideoModels(ctx) }),
});
