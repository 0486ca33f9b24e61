import { route } from "@/lib/http";
import { deleteTool, updateTool } from "@/lib/tools";
import { ToolParams, UpdateToolInput } from "@/lib/tools/schema";

/** PATCH /api/tools/own/:id: the whole tool; header values that are left out stay. */
export const PATCH = route({
  access: "user",
  params: ToolParams,
  body: UpdateToolInput,
  handle: async ({ ctx, params, body }) => Response.json({ tool: await updateTool(ctx, { ...body, id: params.id }) }),
});

/** DELETE /api/tools/own/:id */
export const DELETE = route({
  access: "user",
  params: ToolParams,
  handle: async ({ ctx, params }) => {
    await deleteTool(ctx, params);
    return new Response(null, { status: 204 });
  },
});
