import type { MessagePart } from "@/lib/chat/schema";

/** The beginning of an answer that its person has given; "" where the model wrote all of it. */
export function givenIn(parts: readonly MessagePart[]): string {
  const part = parts.find((each) => each.type === "text" && each.given !== undefined);
  return part?.type === "text" ? part.text.slice(0, part.given) : "";
}
