import { fromChatGpt } from "./from-chatgpt";
import { fromChatbox } from "./from-chatbox";
import { fromNextChat } from "./from-next-chat";
import { fromOpenWebUi } from "./from-open-webui";
import { ExportedFolder, fromSilica } from "./from-silica";
import { isRecord, textFrom, type Converted } from "./imported";
import type { JsonElement } from "./json-stream";
import { exportFormat, type ImportSource } from "./schema";

/** Where the conversations of a file are, whichever product wrote it: what is on the way there is handed out in parts. */
export function isOnTheWay(path: readonly string[]): boolean {
  const way = path.join("/");
  return [
    "",
    "conversations",
    "folders",
    "chat-sessions",
    "chat-next-web-store",
    "chat-next-web-store/sessions",
  ].includes(way);
}

export type Recognised =
  | { type: "conversation"; source: ImportSource; convert: () => Converted | Promise<Converted> }
  | { type: "folder"; folder: ExportedFolder | undefined }
  /** our own, of whichever version */
  | { type: "silica" }
  /** a field of a file that is one conversation by itself; known at its end */
  | { type: "loose"; field: string }
  | { type: "nothing" };

/** What a part of a file is. */
export function recognise({ path, value }: JsonElement, isSilica: boolean, pause: () => Promise<void>): Recognised {
  const [first, second] = path;
  const conversation = (
    source: ImportSource,
    convert: (given: unknown) => Converted | Promise<Converted>,
  ): Recognised => ({
    type: "conversation",
    source,
    convert: () => convert(value),
  });
  if (first === "*") return recogniseItem(value, conversation);
  if (first === "format" && value === exportFormat) return { type: "silica" };
  if (first === "conversations" && second === "*") {
    return isSilica ? conversation("silica", (given) => fromSilica(given, pause)) : recogniseItem(value, conversation);
  }
  if (first === "folders" && second === "*" && isSilica) {
    return { type: "folder", folder: ExportedFolder.safeParse(value).data };
  }
  if (first === "chat-next-web-store" && path[2] === "*") return conversation("nextchat", fromNextChat);
  if (first === "chat-sessions" || first?.startsWith("session:")) return conversation("chatbox", fromChatbox);
  if (first === "session" && isRecord(value)) return conversation("chatbox", fromChatbox);
  return path.length === 1 ? { type: "loose", field: first! } : { type: "nothing" };
}

/** An item of a list: ChatGPT has a mapping, Open WebUI a chat or a history. */
function recogniseItem(
  value: unknown,
  conversation: (source: ImportSource, convert: (given: unknown) => Converted) => Recognised,
): Recognised {
  if (!isRecord(value)) return { type: "nothing" };
  if ("mapping" in value) return conversation("chatgpt", fromChatGpt);
  if (isRecord(value.chat) || "history" in value) return conversation("openwebui", fromOpenWebUi);
  return { type: "nothing" };
}

/** The fields of a file that is one conversation. */
export function recogniseWhole(
  fields: Record<string, unknown>,
): { source: ImportSource; converted: Converted } | undefined {
  if (isRecord(fields.mapping)) return { source: "chatgpt", converted: fromChatGpt(fields) };
  if (isRecord(fields.chat) || isRecord(fields.history))
    return { source: "openwebui", converted: fromOpenWebUi(fields) };
  if (Array.isArray(fields.messages))
    return { source: "nextchat", converted: fromNextChat({ topic: textFrom(fields.title), ...fields }) };
  return undefined;
}
