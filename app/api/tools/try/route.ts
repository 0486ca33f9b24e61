import { route } from "@/lib/http";
import { tryTool } from "@/lib/tools";
import { TryToolInput } from "@/lib/tools/schema";

/** POST /api/tools/try: calls a tool once as it stands in its form. */
export const POST = route({
  access: "user",
  limit: "outbound",
  body: TryToolInput,
  handle: async ({ ctx, body }) => Response.json({ result: await tryTool(ctx, body) }),
});
