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
import { joinRuns, liftOver } from "./trees";

const Node = z.object({
  parent: z.string().nullish().catch(null),
  message: z
    .object({
      author: z.object({ role: z.string().catch("") }).catch({ role: "" }),
      create_time: z.unknown().optional(),
      recipient: z.string().nullish().catch(null),
      content: z.looseObject({ content_type: z.string().catch("") }).catch({ content_type: "" }),
      metadata: z.looseObject({}).catch({}),
    })
    .nullish()
    .catch(null),
});
type Node = z.infer<typeof Node>;

/**
 * A conversation of ChatGPT's export (`conversations.json`): a tree of nodes by id, most of which nobody sees there
 * either. Those are lifted out, and what hangs below them moves up.
 */
export function fromChatGpt(value: unknown): Converted {
  const title = isRecord(value) ? textFrom(value.title) : "";
  if (!isRecord(value) || !isRecord(value.mapping)) return { left: "malformed", title };
  const entries = Object.entries(value.mapping);
  if (entries.length > mostMessages * 3) return { left: "too_large", title };
  const omitted = noneOmitted();
  const parents = new Map<string, string | null>();
  const messages: ImportedMessage[] = [];
  for (const [key, raw] of entries) {
    const { data: node } = Node.safeParse(raw);
    if (!node) {
      omitted.other++;
      continue;
    }
    parents.set(key, node.parent ?? null);
    const message = toMessage(key, node, omitted);
    if (message) messages.push(message);
  }
  if (messages.length === 0) return { left: "empty", title };
  const tree = joinRuns(liftOver(messages, parents), textFrom(value.current_node) || null, parents);
  return {
    conversations: [
      plain({
        origin: textFrom(value.conversation_id) || textFrom(value.id),
        title,
        ...tree,
        archived: value.is_archived === true,
        pinned: value.is_starred === true,
        createdAt: timeFrom(value.create_time),
        updatedAt: timeFrom(value.update_time),
        omitted,
      }),
    ],
  };
}

function toMessage(key: string, { parent, message }: Node, omitted: OmittedCounts): ImportedMessage | undefined {
  const role = message?.author.role;
  if (!message || message.metadata.is_visually_hidden_from_conversation === true) return undefined;
  if (role === "tool") {
    if (hasPicture(message.content)) omitted.attachments++;
    else omitted.tools++;
    return undefined;
  }
  if (role !== "user" && role !== "assistant") return undefined;
  if (message.recipient && message.recipient !== "all") {
    omitted.tools++;
    return undefined;
  }
  const parts = partsOf(message.content, omitted);
  omitted.attachments += listFrom(message.metadata.attachments).length;
  if (parts.length === 0) return undefined;
  const modelId = role === "assistant" ? modelFrom(message.metadata.model_slug) : null;
  return plainMessage({
    key,
    parentKey: parent ?? null,
    role,
    parts,
    modelId,
    createdAt: timeFrom(message.create_time),
  });
}

function partsOf(content: Record<string, unknown>, omitted: OmittedCounts) {
  switch (content.content_type) {
    case "text":
    case "multimodal_text":
      return textParts(
        listFrom(content.parts)
          .map((part) => textOfPart(part, omitted))
          .filter(Boolean)
          .join("\n\n"),
      );
    case "code": {
      const language = textFrom(content.language);
      const code = textFrom(content.text);
      return textParts(
        code && `\`\`\`${/^[\w+#-]{1,20}$/.test(language) && language !== "unknown" ? language : ""}\n${code}\n\`\`\``,
      );
    }
    case "thoughts":
      return textParts(
        "",
        listFrom(content.thoughts)
          .map((thought) => (isRecord(thought) ? textFrom(thought.content) || textFrom(thought.summary) : ""))
          .filter(Boolean)
          .join("\n\n"),
      );
    // Words about the thinking and about its person: not said in the conversation.
    case "reasoning_recap":
    case "user_editable_context":
    case "model_editable_context":
      return [];
    default: {
      const parts = textParts(textFrom(content.text));
      if (parts.length === 0) omitted.other++;
      return parts;
    }
  }
}

function textOfPart(part: unknown, omitted: OmittedCounts): string {
  if (typeof part === "string") return withoutCitations(part);
  if (!isRecord(part)) return "";
  if (part.content_type === "audio_transcription" || typeof part.text === "string") return textFrom(part.text);
  omitted.attachments++;
  return "";
}

/** Places in a text where ChatGPT draws a source; elsewhere they are characters that nobody can read. */
function withoutCitations(text: string): string {
  return text.replace(/\uE200[^\uE200\uE201]{0,2000}\uE201/g, "").replace(/[\uE200-\uE206]/g, "");
}

function hasPicture(content: Record<string, unknown>): boolean {
  return listFrom(content.parts).some((part) => isRecord(part) && part.content_type === "image_asset_pointer");
}
