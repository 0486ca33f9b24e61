import { route } from "@/lib/http";
import { listAdminModels, updateModel } from "@/lib/models";
import { UpdateModelInput } from "@/lib/models/schema";

/** GET /api/admin/models: every model with what keeps it from being offered. */
export const GET = route({
  access: "admin",
  handle: async ({ ctx }) => Response.json({ models: await listAdminModels(ctx) }),
});

/** PATCH /api/admin/models: sets a price or hides a model. Ids contain slashes, so the id travels in the body. */
export const PATCH = route({
  access: "admin",
  body: UpdateModelInput,
  handle: async ({ ctx, body }) => Response.json({ model: await updateModel(ctx, body) }),
});
