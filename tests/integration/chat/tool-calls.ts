import { vi } from "vitest";
import { findConversation } from "@/lib/chat";
import { holding } from "@/lib/chat/holding";
import type { Message, StartGenerationInput, ToolPart } from "@/lib/chat/schema";
import { database, type Context } from "@/lib/db";
import { question } from "./support";

export const builtin = ["builtin:add", "builtin:multiply", "builtin:compare", "builtin:count_letters"];

export function withTools(text: string, tools: string[] = builtin, more: Partial<StartGenerationInput> = {}) {
  return question(text, { parameters: { tools }, ...more });
}

export function toolsOf(message: Message): ToolPart[] {
  return message.parts.filter((part) => part.type === "tool");
}

/** Waits until a call of a live answer is in a state. @returns its id */
export async function untilState(generationId: string, state: ToolPart["state"]): Promise<string> {
  return vi.waitFor(
    () => {
      const part = holding()
        .live.get(generationId)
        ?.parts.find((each) => each.type === "tool" && each.state === state);
      if (part?.type !== "tool") throw new Error(`No call is ${state}.`);
      return part.id;
    },
    { timeout: 10_000, interval: 10 },
  );
}

export async function saved(ctx: Context, generationId: string): Promise<Message> {
  const { messageId, conversationId } = await database().generation.findUniqueOrThrow({ where: { id: generationId } });
  const conversation = await findConversation(ctx, { id: conversationId });
  return conversation.messages.find(({ id }) => id === messageId)!;
}
