import { topicOf, isMostlyChinese, type Question } from "./question";

const wantedByText = /^(?:write|give|suggest|generate)[^.\n]{0,40}\btitle\b/i;

/** True for the request of a helper that wants a conversation named. */
export function wantsTitle(question: Question): boolean {
  return /\btitles?\b|标题/i.test(question.system) || wantedByText.test(question.text);
}

/** A title of a few words about what the person first said. */
export function writeTitle(question: Question): string {
  // Models that take no system prompt get the instruction in front of the message.
  const text = wantedByText.test(question.text)
    ? question.text
        .split(/\n{2,}/)
        .slice(1)
        .join("\n\n")
    : question.text;
  const said = /(?:user|question|message|用户)\s*[:：]\s*([^\n]+)/i.exec(text)?.[1] ?? text;
  const quoted = /^["“「](.+?)["”」]/.exec(said.trim())?.[1] ?? said;
  const isChinese = isMostlyChinese(quoted);
  const topic = topicOf(quoted, isChinese);
  return isChinese ? [...topic].slice(0, 12).join("") : topic.split(" ").slice(0, 6).join(" ");
}
