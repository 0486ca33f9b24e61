import { route } from "@/lib/http";
import { createTool } from "@/lib/tools";
import { ToolInput } from "@/lib/tools/schema";

/** POST /api/tools/own: adds a tool of the caller's own, or a shared one as administrator. */
export const POST = route({
  access: "user",
  body: ToolInput,
  handle: async ({ ctx, body }) => Response.json({ tool: await createTool(ctx, body) }, { status: 201 }),
});
