import { createHash } from "node:crypto";
import { newId, storableText } from "@/lib/core";
import { inTransaction, type Context, type Prisma } from "@/lib/db";
import { mostFolders, type MessagePart } from "../schema";
import type { ExportedFolder } from "./from-silica";
import { assetsIn, type ImportedConversation } from "./imported";
import type { ImportSource } from "./schema";
import { toRows, type NewMessage } from "./to-rows";

const messagesAtOnce = 100;
const idsAtOnce = 1_000;
/** Until it is whole an imported conversation counts as deleted; should this process die, the sweep takes it away. */
const unfinishedMs = 3_600_000;

/** Writes what an import brings. */
export class Saver {
  /** the person's folders, by what they are; and by their ids in the file */
  private known: Map<string, string> | undefined;
  private readonly folders = new Map<string, string>();

  constructor(
    private readonly ctx: Context,
    private readonly userId: string,
    private readonly standardModel: string,
  ) {}

  /** Makes a folder, or finds the one that is the same. @returns whether it was made */
  async takeFolder(folder: ExportedFolder): Promise<boolean> {
    const { userId } = this;
    this.known ??= new Map(
      (await this.ctx.db.folder.findMany({ where: { userId } })).map((row) => [identityOf(row), row.id] as const),
    );
    const found = this.known.get(identityOf(folder));
    if (found || this.known.size >= mostFolders) {
      if (found) this.folders.set(folder.id, found);
      return false;
    }
    const { name, systemPrompt, modelId } = folder;
    const { id } = await this.ctx.db.folder.create({
      data: { id: newId(), userId, name, systemPrompt, modelId, createdAt: this.ctx.now },
      select: { id: true },
    });
    this.known.set(identityOf(folder), id);
    this.folders.set(folder.id, id);
    return true;
  }

  /**
   * Writes a conversation. It is seen once it is whole.
   * @returns `here` where it was taken before, or is the person's own; else how many attachments it has lost
   */
  async save(source: ImportSource, imported: ImportedConversation): Promise<"here" | { attachments: number }> {
    const { ctx, userId } = this;
    const origin = originOf(source, imported);
    if (await this.isHere(source, imported.origin, origin)) return "here";
    const { attachments, messages } = await this.withOwnAssets(imported);
    const tree = toRows({ ...imported, messages }, ctx.now);
    const id = newId();
    const at = (value: Date | boolean) => (value === true ? tree.updatedAt : value || null);
    await ctx.db.conversation.create({
      data: {
        id,
        userId,
        title: storableText(imported.title).replace(/\s+/gu, " ").trim().slice(0, 200).toWellFormed(),
        titledByUser: imported.titledByUser,
        modelId: imported.modelId ?? this.standardModel,
        systemPrompt: storableText(imported.systemPrompt.slice(0, 100_000)),
        parameters: imported.parameters as Prisma.InputJsonObject,
        leafId: tree.leafId,
        folderId: (imported.folderKey !== null && this.folders.get(imported.folderKey)) || null,
        pinnedAt: at(imported.pinned),
        archivedAt: at(imported.archived),
        createdAt: tree.createdAt,
        updatedAt: tree.updatedAt,
        deletedAt: new Date(ctx.now.getTime() + unfinishedMs),
      },
    });
    for (let from = 0; from < tree.messages.length; from += messagesAtOnce) {
      const data = tree.messages.slice(from, from + messagesAtOnce).map((message) => toRow(id, message));
      await ctx.db.message.createMany({ data });
    }
    await inTransaction(ctx, async (tx) => {
      await tx.db.conversation.update({ where: { id }, data: { deletedAt: null } });
      await tx.db.importedConversation.upsert({
        where: { userId_origin: { userId, origin } },
        create: { userId, origin, conversationId: id },
        update: { conversationId: id },
      });
    });
    return { attachments };
  }

  private async isHere(source: ImportSource, id: string, origin: string): Promise<boolean> {
    const { ctx, userId } = this;
    const taken = await ctx.db.importedConversation.count({
      where: { userId, origin, conversation: { deletedAt: null } },
    });
    if (taken > 0 || source !== "silica") return taken > 0;
    return (await ctx.db.conversation.count({ where: { id, userId, deletedAt: null } })) > 0;
  }

  /** Pictures and files are named in the file, not contained: only whoever owns them keeps them. */
  private async withOwnAssets(imported: ImportedConversation) {
    const ids = imported.messages.flatMap(({ parts }) => parts.flatMap(assetsIn));
    if (ids.length === 0) return { messages: imported.messages, attachments: 0 };
    const own = await this.ownAssets([...new Set(ids)]);
    let attachments = 0;
    const messages = imported.messages.map((message) => ({
      ...message,
      parts: message.parts.flatMap((part): MessagePart[] => {
        const missing = assetsIn(part).filter((id) => !own.has(id));
        if (missing.length === 0) return [part];
        attachments += missing.length;
        if (part.type !== "tool") return [];
        const { assetIds = [], ...tool } = part;
        const kept = assetIds.filter((id) => own.has(id));
        return [kept.length > 0 ? { ...tool, assetIds: kept } : tool];
      }),
    }));
    return { messages, attachments };
  }

  private async ownAssets(ids: string[]): Promise<Set<string>> {
    const { userId } = this;
    const own = new Set<string>();
    for (let from = 0; from < ids.length; from += idsAtOnce) {
      const where = { userId, id: { in: ids.slice(from, from + idsAtOnce) } };
      for (const { id } of await this.ctx.db.asset.findMany({ where, select: { id: true } })) own.add(id);
    }
    return own;
  }
}

function toRow(
  conversationId: string,
  { parts, receipt, failure, ...message }: NewMessage,
): Prisma.MessageCreateManyInput {
  return {
    ...message,
    conversationId,
    parts: storable(parts) as Prisma.InputJsonArray,
    ...(receipt && { receipt: storable(receipt) as Prisma.InputJsonObject }),
    ...(failure && { failure: storable(failure) as Prisma.InputJsonObject }),
  };
}

/** Every text in it as the database can hold it. */
function storable(value: unknown): unknown {
  if (typeof value === "string") return storableText(value);
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [storableText(key), storable(field)]));
}

function identityOf({ name, systemPrompt, modelId }: Omit<ExportedFolder, "id">): string {
  return JSON.stringify([name, systemPrompt, modelId]);
}

/** A conversation that has grown since is another one: nothing of either is lost. */
function originOf(source: ImportSource, { origin, title, messages }: ImportedConversation): string {
  const id =
    origin ||
    createHash("sha256")
      .update(JSON.stringify([title, messages.map(({ parts }) => parts)]))
      .digest("base64url");
  return `${source}:${storableText(id).slice(0, 200)}:${messages.length}`;
}
