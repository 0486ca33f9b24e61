import type { PicturePart } from "./schema";

/** A picture of a prompt: its bytes are read when the provider is asked. */
export type PromptPicture = Pick<PicturePart, "assetId" | "detail" | "width" | "height">;

export interface Turn {
  role: "user" | "assistant";
  /** everything the model is to read, attached files included */
  text: string;
  pictures?: readonly PromptPicture[];
  /** an answer's calls of functions with their results, before its text */
  steps?: readonly PromptMessage[];
}

export interface PromptMessage {
  role: "system" | "user" | "assistant" | "tool";
  content: string;
  /** stand before the text, as the provider's guide has them */
  pictures?: readonly PromptPicture[];
  /** an assistant's: the functions it called, answered by the `tool` messages after it */
  calls?: readonly PromptCall[];
  /** an assistant's thoughts, for models that want them back between calls */
  reasoning?: string;
  /** a tool's: the call it answers, and the function's name */
  answers?: { id: string; name: string };
}

export interface PromptCall {
  id: string;
  name: string;
  /** JSON text */
  arguments: string;
}

export interface PromptInput {
  systemPrompt: string;
  /** from the first question to the last, texts without reasoning */
  turns: readonly Turn[];
  /** the model wants instructions in the question, not in a message of their own */
  foldSystem: boolean;
  /** the answer to go on with, and whether the model takes it as a beginning of its own */
  continued?: { text: string; byPrefix: boolean };
}

export interface Prompt {
  messages: PromptMessage[];
  /** what the answer begins with; the model sends only the rest */
  prefix?: string;
}

const goOn =
  "Your last answer was cut off. Go on exactly where it ends, in the same language and format. " +
  "Write only the rest: no introduction, no apology, and nothing that is already there.";

/**
 * What the provider is asked. Neighbours of one role are joined, since some deployments refuse two in a row; answers
 * without text are left out; earlier reasoning is not part of a turn.
 */
export function buildPrompt({ systemPrompt, turns, foldSystem, continued }: PromptInput): Prompt {
  const messages: PromptMessage[] = [];
  const add = (role: PromptMessage["role"], content: string, pictures: readonly PromptPicture[] = []) => {
    if (content.trim() === "") return;
    const last = messages.at(-1);
    if (last?.role !== role || last.calls) {
      messages.push({ role, content, ...(pictures.length > 0 && { pictures }) });
      return;
    }
    last.content += `\n\n${content}`;
    if (pictures.length > 0) last.pictures = [...(last.pictures ?? []), ...pictures];
  };
  if (!foldSystem) add("system", systemPrompt);
  for (const { role, text, pictures, steps = [] } of turns) {
    messages.push(...steps);
    add(role, text, pictures);
  }
  if (foldSystem && systemPrompt.trim() !== "") {
    const first = messages.find(({ role }) => role === "user");
    if (first) first.content = `${systemPrompt}\n\n${first.content}`;
  }
  if (!continued || continued.text.trim() === "") return { messages };
  if (continued.byPrefix) return { messages, prefix: continued.text };
  add("assistant", continued.text);
  add("user", goOn);
  return { messages };
}
