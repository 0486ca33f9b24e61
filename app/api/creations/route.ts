import { listCreations } from "@/lib/creations";
import { ListCreationsInput } from "@/lib/creations/schema";
import { route } from "@/lib/http";

/** GET /api/creations?kind&running&before&limit: the caller's creations that are not put away, newest first. */
export const GET = route({
  access: "user",
  query: ListCreationsInput,
  handle: async ({ ctx, query }) => Response.json(await listCreations(ctx, query)),
});
