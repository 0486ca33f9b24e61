import { deletePreset } from "@/lib/bench";
import { PresetParams } from "@/lib/bench/schema";
import { route } from "@/lib/http";

/** DELETE /api/bench/presets/:id */
export const DELETE = route({
  access: "user",
  params: PresetParams,
  handle: async ({ ctx, params }) => {
    await deletePreset(ctx, params);
    return new Response(null, { status: 204 });
  },
});
