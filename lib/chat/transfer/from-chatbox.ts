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
  type ImportedConversation,
  type ImportedMessage,
  type OmittedCounts,
} from "./imported";
import { joinRuns, liftOver } from "./trees";

const Message = z.object({
  id: z.string().min(1),
  role: z.string().catch(""),
  /** of older versions */
  content: z.unknown().optional(),
  contentParts: z.array(z.unknown()).catch([]),
  reasoningContent: z.string().nullish().catch(null),
  files: z.array(z.unknown()).catch([]),
  links: z.array(z.unknown()).catch([]),
  timestamp: z.unknown().optional(),
  model: z.unknown().optional(),
  isSummary: z.boolean().nullish().catch(null),
});

/**
 * A session of Chatbox's export. Branches are kept beside the list: below a message, every list but the one on screen,
 * whose place is empty. Earlier threads of a session become conversations of their own.
 */
export function fromChatbox(stored: unknown): Converted {
  const value = typeof stored === "string" ? parsed(stored) : stored;
  const session = isRecord(value) ? value : {};
  const title = textFrom(session.name);
  if (!Array.isArray(session.messages)) return { left: "malformed", title };
  const forks = isRecord(session.messageForksHash) ? Object.entries(session.messageForksHash) : [];
  const chains = forks.flatMap(([pivot, fork]) =>
    listFrom(isRecord(fork) ? fork.lists : []).map((list) => ({
      pivot,
      messages: listFrom(isRecord(list) ? list.messages : []),
    })),
  );
  const threads = listFrom(session.threads).filter(isRecord);
  const total = [session, ...threads, ...chains].reduce((sum, { messages }) => sum + listFrom(messages).length, 0);
  if (total > mostMessages) return { left: "too_large", title };
  const conversations = [
    toConversation(session.messages, chains, { origin: textFrom(session.id), title, pinned: session.starred === true }),
    ...threads.map((thread) =>
      toConversation(listFrom(thread.messages), chains, {
        origin: textFrom(thread.id),
        title: [title, textFrom(thread.name)].filter(Boolean).join(" · "),
        createdAt: timeFrom(thread.createdAt),
      }),
    ),
  ].filter(({ messages }) => messages.length > 0);
  return conversations.length > 0 ? { conversations } : { left: "empty", title };
}

function toConversation(
  main: readonly unknown[],
  chains: readonly { pivot: string; messages: readonly unknown[] }[],
  about: Pick<ImportedConversation, "origin" | "title"> & Partial<ImportedConversation>,
): ImportedConversation {
  const omitted = noneOmitted();
  const parents = new Map<string, string | null>();
  const messages: ImportedMessage[] = [];
  const prompts: string[] = [];
  const takeChain = (list: readonly unknown[], pivot: string | null) => {
    let parentKey = pivot;
    for (const raw of list) {
      const { data } = Message.safeParse(raw);
      if (!data || parents.has(data.id)) {
        if (!data) omitted.other++;
        continue;
      }
      parents.set(data.id, parentKey);
      parentKey = data.id;
      omitted.attachments += data.files.length + data.links.length;
      const parts = partsOf(data, omitted);
      if (data.role === "system") prompts.push(textFrom(parts.find((part) => part.type === "text")?.text));
      else if ((data.role !== "user" && data.role !== "assistant") || data.isSummary) omitted.other++;
      else if (parts.length > 0) {
        const modelId = data.role === "assistant" ? modelFrom(data.model) : null;
        messages.push(
          plainMessage({
            key: data.id,
            parentKey: parents.get(data.id) ?? null,
            role: data.role,
            parts,
            modelId,
            createdAt: timeFrom(data.timestamp),
          }),
        );
      }
    }
    return parentKey;
  };
  const leaf = takeChain(main, null);
  // A branch may hang below a message of another one, so until nothing more is found.
  let open = [...chains];
  for (let found = true; found;) {
    const reached = open.filter(({ pivot }) => parents.has(pivot));
    for (const { pivot, messages: list } of reached) takeChain(list, pivot);
    open = open.filter((chain) => !reached.includes(chain));
    found = reached.length > 0;
  }
  const tree = joinRuns(liftOver(messages, parents), leaf, parents);
  return plain({ ...about, systemPrompt: prompts.filter(Boolean).join("\n\n"), ...tree, omitted });
}

function partsOf(message: z.infer<typeof Message>, omitted: OmittedCounts) {
  const texts = [textFrom(message.content)];
  const thoughts = [textFrom(message.reasoningContent)];
  for (const part of message.contentParts) {
    if (!isRecord(part)) continue;
    if (part.type === "text") texts.push(textFrom(part.text));
    else if (part.type === "reasoning") thoughts.push(textFrom(part.text));
    else if (part.type === "image") omitted.attachments++;
    else if (part.type === "tool-call") omitted.tools++;
    else if (part.type !== "info") omitted.other++;
  }
  return textParts(texts.filter(Boolean).join("\n\n"), thoughts.filter(Boolean).join("\n\n"));
}

/** Some versions store a session as JSON in a text. */
function parsed(text: string): unknown {
  if (text.length > 8_000_000) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
