import { AppError, newId } from "@/lib/core";
import { inTransaction, type Context } from "@/lib/db";
import { requireModel } from "@/lib/models";
import { requirePerson } from "./person";
import { mostFolders, type CreateFolderInput, type Folder, type UpdateFolderInput } from "./schema";

const columns = { id: true, name: true, systemPrompt: true, modelId: true } as const;

/** The person's folders by name. There are few: they come all at once. */
export async function listFolders(ctx: Context): Promise<Folder[]> {
  return ctx.db.folder.findMany({
    where: { userId: requirePerson(ctx) },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: columns,
    take: mostFolders,
  });
}

/** @throws AppError `not_found` */
export async function findFolder(ctx: Context, { id }: { id: string }): Promise<Folder> {
  return requireFolder(ctx, requirePerson(ctx), id);
}

/**
 * @throws AppError `conflict` with reason `too_many_folders`; `not_found` and `unsupported` for a model that is not
 *   offered
 */
export async function createFolder(ctx: Context, input: CreateFolderInput): Promise<Folder> {
  const userId = requirePerson(ctx);
  if (input.modelId !== null) await requireModel(ctx, input.modelId, "chat");
  return inTransaction(ctx, async (tx) => {
    // One at a time for a person, so that they are counted right.
    await tx.db.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`folders:${userId}`}, 0))`;
    if ((await tx.db.folder.count({ where: { userId } })) >= mostFolders) {
      throw new AppError("conflict", `You have ${mostFolders} folders already. Delete one first.`, {
        reason: "too_many_folders",
      });
    }
    return tx.db.folder.create({ data: { id: newId(), userId, ...input, createdAt: tx.now }, select: columns });
  });
}

/** @throws AppError `not_found` (folder, model), `unsupported` for a model that is not offered */
export async function updateFolder(
  ctx: Context,
  { id, name, systemPrompt, modelId }: UpdateFolderInput & { id: string },
): Promise<Folder> {
  const userId = requirePerson(ctx);
  if (modelId) await requireModel(ctx, modelId, "chat");
  await ctx.db.folder.updateMany({
    where: { id, userId },
    data: {
      ...(name !== undefined && { name }),
      ...(systemPrompt !== undefined && { systemPrompt }),
      ...(modelId !== undefined && { modelId }),
    },
  });
  return requireFolder(ctx, userId, id);
}

/** Takes a folder away; its conversations stay, in the list. @throws AppError `not_found` */
export async function deleteFolder(ctx: Context, { id }: { id: string }): Promise<void> {
  const { count } = await ctx.db.folder.deleteMany({ where: { id, userId: requirePerson(ctx) } });
  if (count === 0) throw noFolder();
}

/** @throws AppError `not_found`, also for another person's */
export async function requireFolder(ctx: Context, userId: string, id: string): Promise<Folder> {
  const folder = await ctx.db.folder.findFirst({ where: { id, userId }, select: columns });
  if (!folder) throw noFolder();
  return folder;
}

function noFolder(): AppError {
  return new AppError("not_found", "This folder does not exist, or no longer.");
}
