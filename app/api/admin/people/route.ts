import { listPeople } from "@/lib/auth";
import { ListPeopleInput } from "@/lib/auth/schema";
import { route } from "@/lib/http";
import { spendingOf } from "@/lib/metering";
import { storageOf } from "@/lib/storage";

/** GET /api/admin/people: the newest account first, each with this month's spending, use of the storage, and limits, one page at a time. */
export const GET = route({
  access: "admin",
  query: ListPeopleInput,
  handle: async ({ ctx, query }) => {
    const { items, nextCursor } = await listPeople(ctx, query);
    const ids = items.map(({ id }) => id);
    const [spending, storage] = await Promise.all([spendingOf(ctx, ids), storageOf(ctx, ids)]);
    const people = items.map((person, index) => ({ ...spending[index], storage: storage[index], ...person }));
    return Response.json({ items: people, nextCursor });
  },
});
