import { z } from "zod";
import { id, modelId, text } from "./fields";

/** The most folders a person can have: they all stand in the list. */
export const mostFolders = 200;

/** A drawer for conversations. New ones in it start with its prompt and model. */
export interface Folder {
  id: string;
  name: string;
  systemPrompt: string;
  /** null: whichever model the person used last */
  modelId: string | null;
}

const fields = {
  name: text(100).trim().min(1),
  systemPrompt: text(100_000),
  modelId: modelId.nullable(),
};

/** POST /api/folders */
export const CreateFolderInput = z.strictObject({
  name: fields.name,
  systemPrompt: fields.systemPrompt.default(""),
  modelId: fields.modelId.default(null),
});
export type CreateFolderInput = z.infer<typeof CreateFolderInput>;

/** PATCH /api/folders/:id */
export const UpdateFolderInput = z.strictObject({
  name: fields.name.optional(),
  systemPrompt: fields.systemPrompt.optional(),
  modelId: fields.modelId.optional(),
});
export type UpdateFolderInput = z.infer<typeof UpdateFolderInput>;

export const FolderParams = z.strictObject({ id });

/** As many conversations can be chosen at once. */
export const mostChosen = 200;

/** POST /api/conversations/arrange: the same done to each; doing it twice changes nothing more */
export const ArrangeConversationsInput = z.strictObject({
  ids: z.array(id).min(1).max(mostChosen),
  action: z.discriminatedUnion("type", [
    /** null: out of its folder, into the list */
    z.strictObject({ type: z.literal("move"), folderId: id.nullable() }),
    z.strictObject({ type: z.literal("archive") }),
    z.strictObject({ type: z.literal("unarchive") }),
    z.strictObject({ type: z.literal("pin") }),
    z.strictObject({ type: z.literal("unpin") }),
    z.strictObject({ type: z.literal("delete") }),
    /** takes a deletion back */
    z.strictObject({ type: z.literal("restore") }),
  ]),
});
export type ArrangeConversationsInput = z.infer<typeof ArrangeConversationsInput>;
export type Arrangement = ArrangeConversationsInput["action"];
