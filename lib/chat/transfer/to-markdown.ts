import type { MessageRow } from "../rows";
import type { MessagePart } from "../schema";
import type { ExportedConversation } from "./read-exported";

/** The words of an export in Markdown, in the language of who asked. */
export interface MarkdownWords {
  untitled: string;
  you: string;
  model: string;
  folder: string;
  created: string;
  systemPrompt: string;
  reasoning: string;
  versions: string;
  /** the version of a message: {index}, {count} */
  version: string;
  /** {name} */
  picture: string;
  document: string;
  tool: string;
  /** an answer that was cut */
  cut: string;
}

export interface MarkdownInput {
  conversation: ExportedConversation;
  folder: string | undefined;
  messages: readonly MessageRow[];
  words: MarkdownWords;
  /** fills {name} in a sentence */
  format: (template: string, values: Record<string, string | number>) => string;
}

/**
 * A conversation as Markdown: the branch on screen from top to bottom, then every other version of a message with what
 * follows it.
 */
export function toMarkdown({ conversation, folder, messages, words, format }: MarkdownInput): string {
  const tree = treeOf(messages);
  const shown = branchTo(tree, conversation.leafId);
  const onScreen = new Set(shown.map(({ id }) => id));
  const write = (message: MessageRow) => messageText(message, placeOf(tree, message), words, format);
  const others = shown.flatMap((message) => siblingsOf(tree, message).filter(({ id }) => !onScreen.has(id)));
  const forgotten = shown.length === 0 ? (tree.children.get(null) ?? []) : [];
  const below = shown.length > 0 ? (tree.children.get(shown.at(-1)!.id) ?? []) : [];
  const rest = [...others, ...below, ...forgotten].flatMap((root) => subtreeOf(tree, root));
  const facts = [
    `- ${words.model}: ${conversation.modelId}`,
    ...(folder ? [`- ${words.folder}: ${oneLine(folder)}`] : []),
    `- ${words.created}: ${timeOf(conversation.createdAt)}`,
  ];
  return [
    `# ${oneLine(conversation.title) || words.untitled}`,
    facts.join("\n"),
    ...(conversation.systemPrompt ? [`**${words.systemPrompt}**`, quoted(conversation.systemPrompt)] : []),
    ...shown.map(write),
    ...(rest.length > 0 ? [`## ${words.versions}`, ...rest.map(write)] : []),
  ].join("\n\n");
}

interface Tree {
  byId: Map<string, MessageRow>;
  children: Map<string | null, MessageRow[]>;
}

function treeOf(messages: readonly MessageRow[]): Tree {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const children = new Map<string | null, MessageRow[]>();
  for (const message of messages) {
    const list = children.get(message.parentId);
    if (list) list.push(message);
    else children.set(message.parentId, [message]);
  }
  return { byId, children };
}

function branchTo({ byId }: Tree, leafId: string | null): MessageRow[] {
  const branch: MessageRow[] = [];
  for (let at = leafId === null ? undefined : byId.get(leafId); at && branch.length <= byId.size;) {
    branch.push(at);
    at = at.parentId === null ? undefined : byId.get(at.parentId);
  }
  return branch.reverse();
}

function siblingsOf({ children }: Tree, { parentId }: MessageRow): MessageRow[] {
  return children.get(parentId) ?? [];
}

/** A message and everything below it, each branch to its end before the next. */
function subtreeOf(tree: Tree, root: MessageRow): MessageRow[] {
  const found: MessageRow[] = [];
  const open = [root];
  for (let message = open.pop(); message; message = open.pop()) {
    found.push(message);
    open.push(...(tree.children.get(message.id) ?? []).toReversed());
  }
  return found;
}

function placeOf(tree: Tree, message: MessageRow): { index: number; count: number } {
  const siblings = siblingsOf(tree, message);
  return { index: siblings.indexOf(message) + 1, count: siblings.length };
}

function messageText(
  message: MessageRow,
  place: { index: number; count: number },
  words: MarkdownWords,
  format: MarkdownInput["format"],
): string {
  const { role, modelId, createdAt, parts, state } = message;
  const who = role === "user" ? words.you : (modelId ?? words.model);
  const version = place.count > 1 ? ` · ${format(words.version, place)}` : "";
  const cut = state === "complete" ? [] : [`*${words.cut}*`];
  return [
    `## ${who} · ${timeOf(createdAt)}${version}`,
    ...parts.flatMap((part) => partText(part, words, format)),
    ...(role === "assistant" ? cut : []),
  ].join("\n\n");
}

function partText(part: MessagePart, words: MarkdownWords, format: MarkdownInput["format"]): string[] {
  switch (part.type) {
    case "text":
      return part.text ? [part.text] : [];
    case "reasoning":
      return part.text ? [`> *${words.reasoning}*\n>\n${quoted(part.text)}`] : [];
    case "picture":
      return [`*${format(words.picture, { name: oneLine(part.name) })}*${part.alt ? ` ${oneLine(part.alt)}` : ""}`];
    case "document":
      return [`*${format(words.document, { name: oneLine(part.name) })}*`];
    case "tool":
      return [
        `*${format(words.tool, { name: oneLine(part.name) })}*`,
        fenced(part.arguments),
        fenced(part.result ?? ""),
      ];
  }
}

function quoted(text: string): string {
  return text.replace(/^/gm, "> ");
}

/** A fence longer than any in the text. */
function fenced(text: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}

function timeOf(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
