import { topicOf, isMostlyChinese, type Question } from "./question";

/** True for the request of a helper that wants a conversation named. */
export function wantsTitle(question: Question): boolean {
  return (
    /\btitles?\b|标题/i.test(question.system) ||
    /^(?:write|give|suggest|generate)[^.]{0,40}\btitle\b/i.test(question.text)
  );
}

/** A title of a few words about what the person first said. */
export function writeTitle(question: Question): string {
  const said = /(?:user|question|message|用户)\s*[:：]\s*([^\n]+)/i.exec(question.text)?.[1] ?? question.text;
  const quoted = /^["“「](.+?)["”」]/.exec(said.trim())?.[1] ?? said;
  const isChinese = isMostlyChinese(quoted);
  const topic = topicOf(quoted, isChinese);
  return isChinese ? [...topic].slice(0, 12).join("") : topic.split(" ").slice(0, 6).join(" ");
}
