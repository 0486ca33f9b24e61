import { z } from "zod";
import {
  isRecord,
  listFrom,
  modelFrom,
  mostMessages,
  noneOmitted,
  plain,
  plainMessage,
  textFrom,
  textParts,
  timeFrom,
  type Converted,
  type ImportedMessage,
  type OmittedCounts,
} from "./imported";

const Message = z.object({
  role: z.string().catch(""),
  content: z.unknown().optional(),
  date: z.unknown().optional(),
  model: z.unknown().optional(),
  isError: z.boolean().catch(false),
});

/** A session of NextChat's backup: a list of messages without branches. Their times are words in the browser's language. */
export function fromNextChat(value: unknown): Converted {
  const session = isRecord(value) ? value : {};
  const title = textFrom(session.topic);
  if (!Array.isArray(session.messages)) return { left: "malformed", title };
  if (session.messages.length > mostMessages) return { left: "too_large", title };
  const omitted = noneOmitted();
  const mask = isRecord(session.mask) ? session.mask : {};
  const system = listFrom(mask.context).filter((entry) => isRecord(entry) && entry.role === "system");
  const prompts = system.map((entry) => contentOf((entry as Record<string, unknown>).content, omitted));
  const messages: ImportedMessage[] = [];
  for (const [index, raw] of session.messages.entries()) {
    const { data } = Message.safeParse(raw);
    if (!data || data.isError) omitted.other++;
    else if (data.role === "system") prompts.push(contentOf(data.content, omitted));
    else if (data.role === "user" || data.role === "assistant") {
      const parts = textParts(contentOf(data.content, omitted));
      if (parts.length === 0) continue;
      messages.push(
        plainMessage({
          key: String(index),
          parentKey: messages.at(-1)?.key ?? null,
          role: data.role,
          parts,
          modelId: data.role === "assistant" ? modelFrom(data.model) : null,
          createdAt: timeFrom(data.date),
        }),
      );
    } else omitted.other++;
  }
  if (messages.length === 0) return { left: "empty", title };
  return {
    conversations: [
      plain({
        origin: textFrom(session.id),
        title,
        systemPrompt: prompts.filter(Boolean).join("\n\n"),
        messages,
        leafKey: messages.at(-1)!.key,
        updatedAt: timeFrom(session.lastUpdate),
        omitted,
      }),
    ],
  };
}

function contentOf(content: unknown, omitted: OmittedCounts): string {
  if (typeof content === "string") return content;
  return listFrom(content)
    .map((part) => {
      if (!isRecord(part)) return "";
      if (part.type !== "text") omitted.attachments++;
      return textFrom(part.text);
    })
    .filter(Boolean)
    .join("\n\n");
}
