/** What an answer holds that was to be JSON. `text`: the JSON in it, without the fence that some models put around it. */
export type JsonReading =
  | { state: "whole"; text: string; value: unknown }
  /** ends before it is whole: it can be continued, or closed as it is */
  | { state: "cut"; text: string }
  | { state: "broken"; text: string };

/** @param atLimit the provider says that the answer has reached its longest */
export function readJson(answer: string, atLimit: boolean): JsonReading {
  const text = withoutFence(answer).trim();
  try {
    return { state: "whole", text, value: JSON.parse(text) as unknown };
  } catch {
    return { state: atLimit || isUnfinished(text) ? "cut" : "broken", text };
  }
}

function withoutFence(answer: string): string {
  const opened = /^\s*```[a-z]*[ \t]*\n/i.exec(answer);
  if (!opened) return answer;
  return answer.slice(opened[0].length).replace(/\n?```\s*$/, "");
}

/** Whether a text that begins as JSON ends inside of something: a string, an object, an array. */
function isUnfinished(text: string): boolean {
  if (!/^[{[]/.test(text)) return false;
  let depth = 0;
  let isText = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (isText && character === "\\") at++;
    else if (character === '"') isText = !isText;
    else if (isText) continue;
    else if (character === "{" || character === "[") depth++;
    else if (character === "}" || character === "]") depth--;
  }
  return isText || depth > 0;
}
