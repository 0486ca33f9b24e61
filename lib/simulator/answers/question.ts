import type { ImageFacts } from "../chat/vision";
import type { Message } from "../chat/messages";
import { hash } from "../random";
import { takeMaterial, type Material } from "./material";

/** What is asked, as far as the double understands it. */
export interface Question {
  /** the last thing the person said, without directives */
  text: string;
  system: string;
  topic: string;
  isChinese: boolean;
  /** "[[name=value]]" in the text, by name */
  directives: ReadonlyMap<string, string>;
  images: readonly ImageFacts[];
  /** texts that came with it */
  material: readonly Material[];
  /** those that came with earlier questions */
  earlierMaterial: readonly Material[];
  /** results of tools since the person last spoke */
  toolResults: readonly string[];
  /** how often a tool was called since then */
  toolRounds: number;
  /** the part of the answer the conversation already holds and wants continued */
  begun: string;
  modelId: string;
  /** the same for the same model, conversation and seed */
  seed: number;
}

const directivePattern = /\[\[([a-z-]+)(?:=([^\]]*))?\]\]/g;
const continuePattern =
  /^\s*(?:please\s+)?(?:continue|go on|carry on|keep going|继续|接着)|\b(?:was cut off|go on exactly|exactly where (?:it|you))\b/i;
/** How an instruction begins that was put before the question instead of into a message of its own. */
const instructionPattern =
  /^(?:you(?:'re| are)\b|act as\b|always\b|never\b|answer (?:in|as|with|only)\b|你是|请始终|始终|总是)/i;

/** Reads a conversation. The system prompt chooses no words of the answer, so a date in it does not change one. */
export function readQuestion(messages: readonly Message[], modelId: string, seed: number): Question {
  const { conversation, begun } = findBegun(messages);
  const lastUser = conversation.findLastIndex((message) => message.role === "user");
  const { said: raw, material } = takeMaterial(conversation[lastUser]?.text ?? "");
  const earlier = conversation.slice(0, Math.max(0, lastUser)).filter((message) => message.role === "user");
  const directives = new Map([...raw.matchAll(directivePattern)].map(([, name, value]) => [name!, value ?? ""]));
  const text = raw.replace(directivePattern, "").trim();
  const system = conversation
    .filter((message) => message.role === "system")
    .map((message) => message.text)
    .join("\n");
  const said = conversation
    .filter((message) => message.role !== "system")
    .map((message) => `${message.role}:${message.text}`);
  const after = conversation.slice(lastUser + 1);
  const isChinese = directives.has("chinese") || isMostlyChinese(text) || /用中文|in Chinese/i.test(system);
  return {
    text,
    system,
    topic: topicOf(withoutInstructions(text), isChinese),
    isChinese,
    directives,
    images: conversation[lastUser]?.images ?? [],
    material,
    earlierMaterial: earlier.flatMap((message) => takeMaterial(message.text).material),
    toolResults: after.filter((message) => message.role === "tool").map((message) => message.text),
    toolRounds: after.filter((message) => message.toolCalls.length > 0).length,
    begun,
    modelId,
    seed: hash([modelId, String(seed), ...said].join("\u0000")),
  };
}

/** A conversation that ends with half an answer, or with "continue" after one, is about the question before it. */
function findBegun(messages: readonly Message[]): { conversation: readonly Message[]; begun: string } {
  const last = messages.at(-1);
  if (last?.role === "assistant" && last.toolCalls.length === 0) {
    return { conversation: messages.slice(0, -1), begun: last.text };
  }
  const before = messages.at(-2);
  if (last?.role === "user" && before?.role === "assistant" && continuePattern.test(last.text) && before.text !== "") {
    return { conversation: messages.slice(0, -2), begun: before.text };
  }
  return { conversation: messages, begun: "" };
}

function withoutInstructions(text: string): string {
  const paragraphs = text.split(/\n{2,}/);
  const question = paragraphs.findIndex((paragraph) => !instructionPattern.test(paragraph.trim()));
  return paragraphs.slice(Math.max(0, question)).join("\n\n");
}

export function isMostlyChinese(text: string): boolean {
  const ideographs = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}+/gu)?.length ?? 0;
  return ideographs > 0 && ideographs >= latin;
}

const leadIns =
  /^(?:(?:hi|hello|hey)[,!. ]+)?(?:(?:can|could|would) you |please |help me |i (?:want|need|would like)(?: you)? to )*(?:what(?:'s| is| are| was)|who (?:is|was)|how (?:do|does|can|to)(?: i| you| we)?|why (?:is|are|do|does)|explain(?: to me)?|describe|tell me(?: about)?|give me|show me|write(?: me)?|make|create|compare|list|draw|prove|define|summari[sz]e)\s+/i;
const chineseLeadIns =
  /^(?:你好[，。！ ]*)?(?:请问?|麻烦)?(?:帮我)?(?:解释(?:一下)?|介绍(?:一下)?|说明(?:一下)?|什么是|写(?:一?[个首篇段])?|比较|列出|证明|如何|怎么样?|为什么)/;

/** A few words to put above an answer. */
export function topicOf(text: string, isChinese: boolean): string {
  const line = text.split("\n").find((candidate) => /[\p{L}\p{N}]/u.test(candidate)) ?? "";
  const plain = line
    .replace(/[#>`~|<>[\]]|\*\*|__/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  if (isChinese) {
    const short = plain
      .replace(chineseLeadIns, "")
      .split(/[。？！?!；;]/)[0]!
      .replace(/(?:是什么|的区别|呢|吗)$/, "")
      .trim();
    return [...(short || plain)].slice(0, 24).join("") || "问题";
  }
  // Twice, for "explain to me how does …".
  const short = plain
    .replace(leadIns, "")
    .replace(leadIns, "")
    .replace(/^(?:an?|the|some)\s+/i, "")
    .split(/[.?!;](?:\s|$)/)[0]!;
  const words = (short || plain).split(" ").slice(0, 9).join(" ").slice(0, 60).trim();
  return words === "" ? "Your question" : words[0]!.toUpperCase() + words.slice(1);
}
