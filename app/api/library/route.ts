import { route } from "@/lib/http";
import { listLibrary } from "@/lib/library";
import { ListLibraryInput } from "@/lib/library/schema";

/** GET /api/library: what the caller has made and sent, newest first, one page at a time. */
export const GET = route({
  access: "user",
  query: ListLibraryInput,
  handle: async ({ ctx, query }) => Response.json(await listLibrary(ctx, query)),
});
