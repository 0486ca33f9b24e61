import { route } from "@/lib/http";
import { deleteToolServer, updateToolServer } from "@/lib/tools";
import { ToolParams, UpdateToolServerInput } from "@/lib/tools/schema";

/** PATCH /api/tools/servers/:id: the whole server; it is asked again what it offers. */
export const PATCH = route({
  access: "user",
  limit: "outbound",
  params: ToolParams,
  body: UpdateToolServerInput,
  handle: async ({ ctx, params, body }) =>
    Response.json({ server: await updateToolServer(ctx, { ...body, id: params.id }) }),
});

/** DELETE /api/tools/servers/:id */
export const DELETE = route({
  access: "user",
  params: ToolParams,
  handle: async ({ ctx, params }) => {
    await deleteToolServer(ctx, params);
    return new Response(null, { status: 204 });
  },
});
