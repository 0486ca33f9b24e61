import { searchMessages } from "@/lib/chat";
import { SearchInput } from "@/lib/chat/schema";
import { route } from "@/lib/http";

/** GET /api/search: titles and messages of the caller's own, newest first, one page at a time. */
export const GET = route({
  access: "user",
  query: SearchInput,
  handle: async ({ ctx, query }) => Response.json(await searchMessages(ctx, query)),
});
