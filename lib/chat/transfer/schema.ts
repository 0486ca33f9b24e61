import { z } from "zod";
import { mostChosen } from "../folders-schema";
import { id } from "../fields";

/** Of the JSON that this product writes and reads. */
export const exportFormat = "silica-conversations";
export const exportVersion = 1;

/**
 * GET /api/conversations/export: one or several (`ids`, separated by commas), or all of the person's own with the
 * `token` of a takeout, which is given for the password
 */
export const ExportInput = z.strictObject({
  format: z.enum(["json", "markdown"]),
  ids: z
    .string()
    .transform((list) => list.split(","))
    .pipe(z.array(id).min(1).max(mostChosen))
    .optional(),
  token: z.string().min(1).max(2_000).optional(),
});
export type ExportInput = z.infer<typeof ExportInput>;

export const importSources = ["silica", "chatgpt", "openwebui", "nextchat", "chatbox"] as const;
export type ImportSource = (typeof importSources)[number];

/**
 * Why something was left: it is here already, it holds no message, it is not what its format says, it is larger than
 * is taken, it is deeper than any real one, or the import was full.
 */
export const leftReasons = ["here", "empty", "malformed", "too_large", "too_deep", "too_many"] as const;
export type LeftReason = (typeof leftReasons)[number];

/** What became of an imported file. */
export interface ImportReport {
  /** null: the file is none that is known */
  source: ImportSource | null;
  conversations: number;
  messages: number;
  folders: number;
  /** of the conversations that were left, the first hundred with their names */
  left: { title: string; reason: LeftReason }[];
  leftCount: number;
  /** what messages had and could not be brought along */
  omitted: { attachments: number; tools: number; other: number };
  /** the file ended before its end: what came before it was taken */
  cut: boolean;
}
