import { route } from "@/lib/http";
import { listTools } from "@/lib/tools";

/** GET /api/tools: what the caller can choose for a conversation. */
export const GET = route({
  access: "user",
  handle: async ({ ctx }) => Response.json({ tools: await listTools(ctx) }),
});
