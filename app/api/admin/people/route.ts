import { listPeople } from "@/lib/auth";
import { ListPeopleInput } from "@/lib/auth/schema";
import { route } from "@/lib/http";
import { spendingOf } from "@/lib/metering";

/** GET /api/admin/people: the newest account first, each with this month's spending and its limit, one page at a time. */
export const GET = route({
  access: "admin",
  query: ListPeopleInput,
  handle: async ({ ctx, query }) => {
    const { items, nextCursor } = await listPeople(ctx, query);
    const spending = await spendingOf(
      ctx,
      items.map(({ id }) => id),
    );
    return Response.json({ items: items.map((person, index) => ({ ...spending[index], ...person })), nextCursor });
  },
});
