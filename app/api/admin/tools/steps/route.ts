import { route } from "@/lib/http";
import { setStepLimit } from "@/lib/tools";
import { ToolStepsInput } from "@/lib/tools/schema";

/** PUT /api/admin/tools/steps: how often one answer may ask its model; null: as the installation is started. */
export const PUT = route({
  access: "admin",
  body: ToolStepsInput,
  handle: async ({ ctx, body }) => {
    await setStepLimit(ctx, body);
    return new Response(null, { status: 204 });
  },
});
