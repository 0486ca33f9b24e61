import type { Context } from "@/lib/db";
import { requireAdministrator } from "./actor";
import { ERASED_PREFIX } from "./erase-account";
import type { Person } from "./schema";

/**
 * Who these ids belong to, for administrators; erased and unknown ones are left out.
 * @throws AppError `forbidden`
 */
export async function findPeople(ctx: Context, ids: string[]): Promise<Pick<Person, "id" | "name" | "email">[]> {
  requireAdministrator(ctx);
  return ctx.db.user.findMany({
    where: { id: { in: ids }, email: { not: { startsWith: ERASED_PREFIX } } },
    select: { id: true, name: true, email: true },
  });
}
