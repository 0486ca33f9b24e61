import { route } from "@/lib/http";
import { createToolServer } from "@/lib/tools";
import { ToolServerInput } from "@/lib/tools/schema";

/** POST /api/tools/servers: adds an MCP server of the caller's own, or a shared one as administrator. */
export const POST = route({
  access: "user",
  limit: "outbound",
  body: ToolServerInput,
  handle: async ({ ctx, body }) => Response.json({ server: await createToolServer(ctx, body) }, { status: 201 }),
});
