import { updatePerson } from "@/lib/auth";
import { IdParams, PersonInput } from "@/lib/auth/schema";
import { route } from "@/lib/http";

/** PATCH /api/admin/people/:id: role, disabled. */
export const PATCH = route({
  access: "admin",
  params: IdParams,
  body: PersonInput,
  handle: async ({ ctx, params, body }) => Response.json({ person: await updatePerson(ctx, { ...params, ...body }) }),
});
