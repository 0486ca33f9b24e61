import type { Message } from "@/lib/chat/schema";

/** Messages in turns: each question with what answers it. The page may begin with an answer. */
export function toTurns(messages: readonly Message[]): Message[][] {
  const turns: Message[][] = [];
  for (const message of messages) {
    const last = turns.at(-1);
    if (message.role === "user" || !last) turns.push([message]);
    else last.push(message);
  }
  return turns;
}
