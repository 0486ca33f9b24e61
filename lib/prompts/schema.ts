import { z } from "zod";
import { storableText } from "@/lib/core";

export { fillPrompt, variablesOf } from "./variables";

/** A text to begin a question with. */
export interface Prompt {
  id: string;
  name: string;
  /** with blanks such as {{language}} */
  text: string;
  /** an administrator offers it to everybody */
  shared: boolean;
  /** the person may change it: shared ones only as an administrator, others only their own */
  editable: boolean;
  updatedAt: string;
}

export interface PromptPage {
  items: Prompt[];
  nextCursor: string | null;
}

const text = (maximum: number) => z.string().max(maximum).overwrite(storableText);
const fields = {
  name: text(100).trim().min(1),
  text: text(20_000).regex(/\S/, "must not be empty"),
  shared: z.boolean(),
};

/** GET /api/prompts: the person's own and the shared ones, by name */
export const ListPromptsInput = z.strictObject({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(100),
  /** substring of the name or the text */
  query: text(200).trim().optional(),
});
export type ListPromptsInput = z.infer<typeof ListPromptsInput>;

/** POST /api/prompts; only administrators share */
export const CreatePromptInput = z.strictObject({
  name: fields.name,
  text: fields.text,
  shared: fields.shared.default(false),
});
export type CreatePromptInput = z.infer<typeof CreatePromptInput>;

/** PATCH /api/prompts/:id */
export const UpdatePromptInput = z.strictObject({
  name: fields.name.optional(),
  text: fields.text.optional(),
  shared: fields.shared.optional(),
});
export type UpdatePromptInput = z.infer<typeof UpdatePromptInput>;

export const PromptParams = z.strictObject({ id: z.uuid() });

/** The most prompts a person can have. */
export const mostPrompts = 1_000;
