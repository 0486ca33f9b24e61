import { findCreation, hideCreation } from "@/lib/creations";
import { CreationParams } from "@/lib/creations/schema";
import { route } from "@/lib/http";

/** GET /api/creations/:id */
export const GET = route({
  access: "user",
  params: CreationParams,
  handle: async ({ ctx, params }) => Response.json({ creation: await findCreation(ctx, params) }),
});

/** DELETE /api/creations/:id: puts it out of the studio's list and cancels what still waits; its results stay. */
export const DELETE = route({
  access: "user",
  params: CreationParams,
  handle: async ({ ctx, params }) => {
    await hideCreation(ctx, params);
    return new Response(null, { status: 204 });
  },
});
