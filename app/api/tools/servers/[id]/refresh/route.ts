import { route } from "@/lib/http";
import { refreshToolServer } from "@/lib/tools";
import { ToolParams } from "@/lib/tools/schema";

/** POST /api/tools/servers/:id/refresh: asks a server again what it offers. */
export const POST = route({
  access: "user",
  limit: "outbound",
  params: ToolParams,
  handle: async ({ ctx, params }) => Response.json({ server: await refreshToolServer(ctx, params) }),
});
