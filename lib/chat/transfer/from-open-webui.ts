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

const Message = z.object({
  id: z.string().catch(""),
  parentId: z.string().nullish().catch(null),
  role: z.string().catch(""),
  content: z.unknown().optional(),
  timestamp: z.unknown().optional(),
  model: z.unknown().optional(),
  files: z.array(z.unknown()).catch([]),
});
type Message = z.infer<typeof Message>;

/** A chat of Open WebUI's export: in `chat`, or by itself in older ones; messages by id, or in older ones a list. */
export function fromOpenWebUi(value: unknown): Converted {
  const outer = isRecord(value) ? value : {};
  const chat = isRecord(outer.chat) ? outer.chat : outer;
  const title = textFrom(outer.title) || textFrom(chat.title);
  const history = isRecord(chat.history) ? chat.history : {};
  const byId = isRecord(history.messages) ? Object.entries(history.messages) : [];
  const listed = listFrom(chat.messages);
  if (byId.length + listed.length > mostMessages) return { left: "too_large", title };
  const omitted = noneOmitted();
  const parents = new Map<string, string | null>();
  const messages: ImportedMessage[] = [];
  const take = (key: string, parentKey: string | null, message: Message) => {
    parents.set(key, parentKey);
    const found = toMessage(key, parentKey, message, omitted);
    if (found) messages.push(found);
  };
  let system = textFrom(chat.system) || (isRecord(chat.params) ? textFrom(chat.params.system) : "");
  for (const [key, raw] of byId) {
    const { data } = Message.safeParse(raw);
    if (data) take(key, data.parentId ?? null, data);
    else omitted.other++;
  }
  let last: string | null = null;
  if (byId.length === 0) {
    for (const [index, raw] of listed.entries()) {
      const { data } = Message.safeParse(raw);
      if (!data) omitted.other++;
      else if (data.role === "system") system ||= textFrom(data.content);
      else take(String(index), last, data);
      if (data && data.role !== "system") last = String(index);
    }
  }
  if (messages.length === 0)
    return { left: byId.length + listed.length > 0 || isRecord(chat.history) ? "empty" : "malformed", title };
  const leaf = byId.length > 0 ? textFrom(history.currentId) || null : last;
  return {
    conversations: [
      plain({
        origin: textFrom(outer.id) || textFrom(chat.id),
        title,
        systemPrompt: system,
        ...joinRuns(liftOver(messages, parents), leaf, parents),
        pinned: outer.pinned === true,
        archived: outer.archived === true,
        createdAt: timeFrom(outer.created_at) ?? timeFrom(chat.timestamp),
        updatedAt: timeFrom(outer.updated_at),
        omitted,
      }),
    ],
  };
}

function toMessage(
  key: string,
  parentKey: string | null,
  { role, content, timestamp, model, files }: Message,
  omitted: OmittedCounts,
): ImportedMessage | undefined {
  omitted.attachments += files.length;
  if (role !== "user" && role !== "assistant") {
    omitted.other++;
    return undefined;
  }
  const written = typeof content === "string" ? content : listFrom(content).map(textOfPart).join("");
  const { text, reasoning } =
    role === "assistant" ? withoutDetails(written, omitted) : { text: written, reasoning: "" };
  const parts = textParts(text, reasoning);
  if (parts.length === 0) return undefined;
  const modelId = role === "assistant" ? modelFrom(model) : null;
  return plainMessage({ key, parentKey, role, parts, modelId, createdAt: timeFrom(timestamp) });
}

function textOfPart(part: unknown): string {
  return isRecord(part) ? textFrom(part.text) : "";
}

/** Open WebUI keeps thoughts and tool calls of an answer in its text, in elements of their own. One way through, whatever it holds. */
function withoutDetails(content: string, omitted: OmittedCounts): { text: string; reasoning: string } {
  const thoughts: string[] = [];
  const texts: string[] = [];
  let at = 0;
  for (;;) {
    const from = content.indexOf("<details ", at);
    const begin = from < 0 ? -1 : content.indexOf(">", from);
    const end = begin < 0 ? -1 : content.indexOf("</details>", begin);
    if (end < 0) break;
    const type = /\btype="(\w+)"/.exec(content.slice(from, Math.min(begin, from + 500)))?.[1];
    const isOurs = type === "reasoning" || type === "tool_calls" || type === "code_interpreter";
    texts.push(content.slice(at, isOurs ? from : end));
    if (type === "reasoning") thoughts.push(plainText(content.slice(begin + 1, end)));
    else if (isOurs) omitted.tools++;
    at = isOurs ? end + "</details>".length : end;
  }
  texts.push(content.slice(at));
  return { text: texts.join("").trim(), reasoning: thoughts.join("\n\n") };
}

const entities: Record<string, string> = {
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#x27;": "'",
  "&#39;": "'",
  "&amp;": "&",
};

function plainText(inner: string): string {
  const summary = inner.indexOf("</summary>");
  return inner
    .slice(summary < 0 ? 0 : summary + "</summary>".length)
    .replace(/&(?:lt|gt|quot|amp|#x27|#39);/g, (entity) => entities[entity] ?? entity)
    .replace(/^[ \t]*> ?/gm, "")
    .trim();
}
