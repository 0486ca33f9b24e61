import { AppError } from "@/lib/core";
import { escapeLike, inTransaction, type Context } from "@/lib/db";
import type { Prisma } from "@/lib/db";
import { requireAdministrator } from "./actor";
import { requireOtherAdministrator } from "./administrators";
import { audit } from "./audit";
import { createAccount } from "./create-account";
import { after, toPage } from "./cursor";
import { ERASED_PREFIX } from "./erase-account";
import { revokeInvitationsOf } from "./invitations";
import { acceptPassword } from "./new-password";
import type { Account, CreateUserInput, IdParams, ListPeopleInput, Page, Person, PersonInput } from "./schema";
import { revokeSetupLinks } from "./invitation";

const columns = {
  id: true,
  email: true,
  name: true,
  role: true,
  disabledAt: true,
  createdAt: true,
} satisfies Prisma.UserSelect;
type Row = Prisma.UserGetPayload<{ select: typeof columns }>;

const notErased = { email: { not: { startsWith: ERASED_PREFIX } } } satisfies Prisma.UserWhereInput;

/** Everybody, the newest account first, one page at a time. */
export async function listPeople(ctx: Context, input: ListPeopleInput): Promise<Page<Person>> {
  requireAdministrator(ctx);
  const rows = await ctx.db.user.findMany({
    where: { AND: [notErased, after(input.cursor), matching(input.search)] },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: input.limit + 1,
    select: columns,
  });
  const seen = await lastVisits(ctx, rows);
  return toPage(rows, input.limit, (row) => toPerson(row, seen));
}

/** @throws AppError `forbidden`, `not_found` */
export async function findPersonByEmail(ctx: Context, email: string): Promise<Person> {
  requireAdministrator(ctx);
  const row = await ctx.db.user.findUnique({ where: { email }, select: columns });
  if (!row) throw new AppError("not_found", "There is no account with this e-mail address.");
  return toPerson(row, await lastVisits(ctx, [row]));
}

/**
 * Changes a person's role, or disables or enables the account. A disabled person's sessions end with it.
 * @throws AppError `forbidden`, `not_found`, `conflict` (`last_administrator`)
 */
export async function updatePerson(ctx: Context, input: IdParams & PersonInput): Promise<Person> {
  requireAdministrator(ctx);
  return inTransaction(ctx, async (tx) => {
    const leaves = input.role === "member" || input.disabled === true;
    if (leaves) await requireOtherAdministrator(tx, input.id);
    const before = await tx.db.user.findFirst({ where: { AND: [{ id: input.id }, notErased] }, select: columns });
    if (!before) throw new AppError("not_found", "There is no such person.");
    const role = input.role ?? before.role;
    const disabled = input.disabled ?? before.disabledAt !== null;
    const disabledAt = disabled ? (before.disabledAt ?? tx.now) : null;
    const row = await tx.db.user.update({ where: { id: input.id }, data: { role, disabledAt }, select: columns });
    if (role !== before.role) await audit(tx, "account.role_changed", row.id, { from: before.role, to: role });
    if (disabled !== (before.disabledAt !== null)) {
      await audit(tx, disabled ? "account.disabled" : "account.enabled", row.id);
    }
    if (disabled) {
      await tx.db.session.updateMany({ where: { userId: row.id, endedAt: null }, data: { endedAt: tx.now } });
    }
    if (leaves) await revokeInvitationsOf(tx, row.id);
    return toPerson(row, await lastVisits(tx, [row]));
  });
}

/**
 * Makes an account by an operator's command.
 * @throws AppError `forbidden`, `conflict` (`email_taken`), `invalid_input` (`common_password`)
 */
export async function createUser(ctx: Context, input: CreateUserInput): Promise<Account> {
  if (ctx.actor.type !== "system") throw new AppError("forbidden", "Accounts are made by a command on the server.");
  const { email, name, role } = input;
  const passwordHash = await acceptPassword(input.password, [email, name]);
  return inTransaction(ctx, async (tx) => {
    if (role === "admin") await revokeSetupLinks(tx);
    return createAccount(tx, { email, name, role, passwordHash, acceptedTermsAt: null, by: "command" });
  });
}

function matching(search: string | undefined): Prisma.UserWhereInput {
  if (!search) return {};
  const contains = escapeLike(search.normalize("NFKC"));
  return {
    OR: [{ email: { contains, mode: "insensitive" } }, { name: { contains, mode: "insensitive" } }],
  };
}

async function lastVisits(ctx: Context, rows: Row[]): Promise<Map<string, Date>> {
  const groups = await ctx.db.session.groupBy({
    by: ["userId"],
    where: { userId: { in: rows.map(({ id }) => id) } },
    _max: { lastSeenAt: true },
  });
  return new Map(groups.flatMap(({ userId, _max }) => (_max.lastSeenAt ? [[userId, _max.lastSeenAt]] : [])));
}

function toPerson(row: Row, seen: Map<string, Date>): Person {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    disabled: row.disabledAt !== null,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: seen.get(row.id)?.toISOString() ?? null,
  };
}
