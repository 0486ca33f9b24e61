import { route } from "@/lib/http";
import { listModels } from "@/lib/models";
import { ListModelsInput } from "@/lib/models/schema";

/** GET /api/models: the models on offer by name, of one kind with `subType`; administrators get every one with `all=1`. */
export const GET = route({
  access: "user",
  query: ListModelsInput,
  handle: async ({ ctx, query }) => Response.json({ models: await listModels(ctx, query) }),
});
