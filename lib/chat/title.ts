import { storableText } from "@/lib/core";

const longest = 60;

/** A title from the first words of a question, until a better one is written. */
export function provisionalTitle(question: string): string {
  return cut(oneLine(question.replace(/[#*_`>|~]+/g, " ")));
}

/** A model's proposal as a title: one line without quotes, labels or thoughts. Empty where nothing usable is left. */
export function cleanTitle(proposal: string): string {
  const afterThoughts = storableText(proposal).replace(/^[\s\S]*<\/think>/i, "");
  const [line = ""] = afterThoughts
    .split(/[\r\n]+/)
    .map(oneLine)
    .filter(Boolean);
  return cut(
    line
      .replace(/^(title|标题|題目|题目)\s*[:：]\s*/i, "")
      .replace(/^[\s"'“”‘’「『《*#`_]+|[\s"'“”‘’」』》*#`_.。]+$/g, "")
      .trim(),
  );
}

/** Control and direction characters would let a title pose as something else. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim();
}

function cut(text: string): string {
  const characters = Array.from(text);
  if (characters.length <= longest) return text;
  const short = characters.slice(0, longest - 1).join("");
  const space = short.lastIndexOf(" ");
  return `${(space > longest / 2 ? short.slice(0, space) : short).trimEnd()}…`;
}
