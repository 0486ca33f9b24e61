import { route } from "@/lib/http";
import { listImageModels } from "@/lib/images";

/** GET /api/images/models: the models on offer that make pictures, each with its own fields and its price. */
export const GET = route({
  access: "user",
  handle: async ({ ctx }) => Response.json({ models: await listImageModels(ctx) }),
});
