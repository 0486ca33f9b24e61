import { listPeople } from "@/lib/auth";
import { ListPeopleInput } from "@/lib/auth/schema";
import { route } from "@/lib/http";

/** GET /api/admin/people: the newest account first, one page at a time. */
export const GET = route({
  access: "admin",
  query: ListPeopleInput,
  handle: async ({ ctx, query }) => Response.json(await listPeople(ctx, query)),
});
