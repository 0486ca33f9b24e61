import { findSum } from "./arithmetic";
import type { Question } from "./question";
import { instanceOf } from "./schema-instance";

/** The answer of JSON mode: by the schema or the keys that the prompt shows, else a plain object of its own. */
export function writeJsonObject(question: Question): string {
  const schema = schemaShown(question);
  if (schema !== undefined) return JSON.stringify(instanceOf(schema, wordingOf(question)), null, 2);
  const shown = keysShown(`${question.system}\n${question.text}`);
  const sum = findSum(question.text);
  const words = question.isChinese ? `关于“${question.topic}”的回答` : `An answer about ${question.topic}`;
  if (shown.length === 0) {
    return JSON.stringify(
      { topic: question.topic, answer: sum?.value ?? words, confidence: 0.9, items: ["a", "b"] },
      null,
      2,
    );
  }
  return JSON.stringify(Object.fromEntries(shown.map((key) => [key, valueFor(key, words)])), null, 2);
}

/** An instance of the asked schema, with texts about the topic. */
export function writeSchemaInstance(question: Question, schema: unknown): string {
  return JSON.stringify(instanceOf(schema, wordingOf(question)));
}

/** Whether an answer that has begun is JSON, asked for in the prompt alone. */
export function isBegunJson({ system, text }: Question, begun: string): boolean {
  return /^\s*[{[]/.test(begun) && /json/i.test(`${system}\n${text}`);
}

function wordingOf({ topic }: Question): (name: string) => string {
  return (name) => `${topic}: ${name}`;
}

/** The object after the words "JSON Schema". */
function schemaShown({ system, text }: Question): unknown {
  const said = `${system}\n${text}`;
  const named = /JSON Schema[^{}]{0,200}\{/i.exec(said);
  if (!named) return undefined;
  const start = named.index + named[0].length - 1;
  let depth = 0;
  let isText = false;
  for (let at = start; at < said.length; at++) {
    const character = said[at];
    if (isText && character === "\\") at++;
    else if (character === '"') isText = !isText;
    else if (!isText && character === "{") depth++;
    else if (!isText && character === "}" && --depth === 0) return parsed(said.slice(start, at + 1));
  }
  return undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Names in quotation marks before a colon, as an example object writes them. */
function keysShown(text: string): string[] {
  const inObject = [...text.matchAll(/"([\w-]{1,60})"\s*:/g)].map((match) => match[1]!);
  if (inObject.length > 0) return [...new Set(inObject)].slice(0, 30);
  const listed = /\b(?:keys?|fields?)\b[:\s]+([\w-]+(?:\s*(?:,|and)\s*[\w-]+)*)/i.exec(text)?.[1];
  return listed === undefined
    ? []
    : listed
        .split(/\s*(?:,|\band\b)\s*/)
        .filter(Boolean)
        .slice(0, 30);
}

function valueFor(key: string, words: string): unknown {
  if (/^(?:is|has|can)[A-Z_]|^(?:ok|valid|done)$/.test(key)) return true;
  if (/count|total|number|score|age|price|amount|year/i.test(key)) return 42;
  if (/s$/i.test(key) && !/ss$/i.test(key)) return ["first", "second"];
  return words;
}
