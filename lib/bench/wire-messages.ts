import type { BenchInput, BenchMessage } from "./schema";

export type WireMessage =
  | { role: "system" | "user"; content: string }
  | {
      role: "assistant";
      content: string;
      tool_calls?: { id: string; type: "function"; function: { name: string; arguments: string } }[];
    }
  | { role: "tool"; tool_call_id: string; content: string };

const fillGap = "Write exactly what belongs between the given beginning and the given end, and nothing else.";

/**
 * The messages of a request. Neighbours of one role are joined, since some models refuse two in a row.
 * @param fold the model wants instructions in the question, not in a message of their own
 */
export function wireMessages(input: BenchInput, system: string, fold: boolean): WireMessage[] {
  const messages: WireMessage[] = [];
  for (const message of saidIn(input)) {
    const last = messages.at(-1);
    if (message.role === "user" && last?.role === "user") last.content += `\n\n${message.content}`;
    else messages.push(message);
  }
  if (system === "") return messages;
  const first = messages.find(({ role }) => role === "user");
  if (!fold || !first) return [{ role: "system", content: system }, ...messages];
  first.content = `${system}\n\n${first.content}`;
  return messages;
}

function saidIn(input: BenchInput): WireMessage[] {
  if (input.mode === "tools") return input.messages.map(toWire);
  if (input.mode !== "fim") return [{ role: "user", content: input.instruction }];
  const { instruction, language } = input;
  const wish = language === "plain" ? fillGap : `${fillGap} Language: ${language}.`;
  return [{ role: "user", content: instruction.trim() === "" ? wish : instruction }];
}

function toWire(message: BenchMessage): WireMessage {
  switch (message.role) {
    case "user":
      return { role: "user", content: message.text };
    case "tool":
      return { role: "tool", tool_call_id: message.callId, content: message.text };
    case "assistant":
      return {
        role: "assistant",
        content: message.text,
        ...(message.calls.length > 0 && {
          tool_calls: message.calls.map(({ id, name, arguments: written }) => ({
            id,
            type: "function" as const,
            function: { name, arguments: written },
          })),
        }),
      };
  }
}
