import { cancelCreation } from "@/lib/creations";
import { CancelCreationInput, CreationParams } from "@/lib/creations/schema";
import { route } from "@/lib/http";

/** POST /api/creations/:id/cancel: cancels the calls that still wait, or the one named. */
export const POST = route({
  access: "user",
  params: CreationParams,
  body: CancelCreationInput,
  handle: async ({ ctx, params, body }) =>
    Response.json({ creation: await cancelCreation(ctx, { ...params, ...body }) }),
});
