import { route } from "@/lib/http";
import { listLibraryModels } from "@/lib/library";

/** GET /api/library/models: those that made something of the caller's, to choose from. */
export const GET = route({
  access: "user",
  handle: async ({ ctx }) => Response.json({ models: await listLibraryModels(ctx) }),
});
