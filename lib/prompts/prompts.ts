import { AppError, newId, type Role } from "@/lib/core";
import { escapeLike, inTransaction, Prisma, type Context } from "@/lib/db";
import {
  mostPrompts,
  type CreatePromptInput,
  type ListPromptsInput,
  type Prompt,
  type PromptPage,
  type UpdatePromptInput,
} from "./schema";

interface PromptRow {
  id: string;
  userId: string;
  name: string;
  text: string;
  shared: boolean;
  updatedAt: Date;
}

const columns = { id: true, userId: true, name: true, text: true, shared: true, updatedAt: true } as const;

interface Person {
  userId: string;
  role: Role;
}

/**
 * The person's own prompts and the shared ones, by name, one page at a time.
 * @throws AppError `invalid_input` for a cursor that is not ours
 */
export async function listPrompts(ctx: Context, input: ListPromptsInput): Promise<PromptPage> {
  const person = requirePerson(ctx);
  const after = input.cursor === undefined ? undefined : decode(input.cursor);
  const contains = input.query ? { contains: escapeLike(input.query), mode: "insensitive" as const } : undefined;
  const rows = await ctx.db.prompt.findMany({
    where: {
      AND: [
        { OR: [{ userId: person.userId }, { shared: true }] },
        contains ? { OR: [{ name: contains }, { text: contains }] } : {},
        after ? { OR: [{ name: { gt: after.name } }, { name: after.name, id: { gt: after.id } }] } : {},
      ],
    },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: input.limit + 1,
    select: columns,
  });
  const items = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? items.at(-1) : undefined;
  return { items: items.map((row) => toPrompt(row, person)), nextCursor: last ? encode(last) : null };
}

/** @throws AppError `forbidden` for one to be shared by somebody else than an administrator; `conflict` (`too_many_prompts`) */
export async function createPrompt(ctx: Context, input: CreatePromptInput): Promise<Prompt> {
  const person = requirePerson(ctx);
  if (input.shared) requireSharer(person);
  return inTransaction(ctx, async (tx) => {
    // One at a time for a person, so that they are counted right.
    await tx.db.$executeRaw(
      Prisma.sql`select pg_advisory_xact_lock(hashtextextended(${`prompts:${person.userId}`}, 0))`,
    );
    if ((await tx.db.prompt.count({ where: { userId: person.userId } })) >= mostPrompts) {
      throw new AppError("conflict", `You have ${mostPrompts} prompts already. Delete one first.`, {
        reason: "too_many_prompts",
      });
    }
    const data = { id: newId(), userId: person.userId, ...input, createdAt: tx.now, updatedAt: tx.now };
    return toPrompt(await tx.db.prompt.create({ data, select: columns }), person);
  });
}

/** @throws AppError `not_found`, also for one that others may change; `forbidden` as `createPrompt` */
export async function updatePrompt(
  ctx: Context,
  { id, ...change }: UpdatePromptInput & { id: string },
): Promise<Prompt> {
  const person = requirePerson(ctx);
  if (change.shared) requireSharer(person);
  const [row] = await ctx.db.prompt.updateManyAndReturn({
    where: { id, ...editableBy(person) },
    data: {
      ...(change.name !== undefined && { name: change.name }),
      ...(change.text !== undefined && { text: change.text }),
      ...(change.shared !== undefined && { shared: change.shared }),
      updatedAt: ctx.now,
    },
    select: columns,
  });
  if (!row) throw noPrompt();
  return toPrompt(row, person);
}

/** @throws AppError `not_found`, also for one that others may change */
export async function deletePrompt(ctx: Context, { id }: { id: string }): Promise<void> {
  const { count } = await ctx.db.prompt.deleteMany({ where: { id, ...editableBy(requirePerson(ctx)) } });
  if (count === 0) throw noPrompt();
}

function editableBy({ userId, role }: Person): Prisma.PromptWhereInput {
  // What everybody reads is for administrators to change, also where its author was one once.
  return role === "admin" ? { OR: [{ userId }, { shared: true }] } : { userId, shared: false };
}

function requirePerson(ctx: Context): Person {
  if (ctx.actor.type === "user") return ctx.actor;
  throw new AppError("unauthenticated", "Sign in to go on.");
}

function requireSharer({ role }: Person): void {
  if (role !== "admin") throw new AppError("forbidden", "Only administrators share prompts with everybody.");
}

function toPrompt({ userId, updatedAt, ...row }: PromptRow, person: Person): Prompt {
  const editable = row.shared ? person.role === "admin" : userId === person.userId;
  return { ...row, editable, updatedAt: updatedAt.toISOString() };
}

function noPrompt(): AppError {
  return new AppError("not_found", "This prompt does not exist, or no longer.");
}

function encode({ name, id }: { name: string; id: string }): string {
  return `${id}${Buffer.from(name).toString("base64url")}`;
}

function decode(cursor: string): { name: string; id: string } {
  const match = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})([\w-]*)$/.exec(cursor);
  if (!match) throw new AppError("invalid_input", "Check cursor: it is not one of ours.", { field: "cursor" });
  const name = Buffer.from(match[2]!, "base64url").toString("utf8");
  if (name.includes("\0"))
    throw new AppError("invalid_input", "Check cursor: it is not one of ours.", { field: "cursor" });
  return { name, id: match[1]! };
}
