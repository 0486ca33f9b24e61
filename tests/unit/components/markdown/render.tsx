import { renderToStaticMarkup } from "react-dom/server";
import { Markdown } from "@/components/markdown";
import { TextProvider } from "@/components/text-provider";
import { messagesFor } from "@/lib/i18n";

/** The HTML that the server sends for a text, without the frame around it. */
export function html(text: string, streaming = false): string {
  const { chat, common } = messagesFor("en");
  return renderToStaticMarkup(
    <TextProvider locale="en" messages={{ chat, common }}>
      <Markdown text={text} streaming={streaming} />
    </TextProvider>,
  ).replace(/^<div class="md">(.*)<\/div>$/s, "$1");
}

/** The same with the wrapper of a single group taken off. */
export function blocks(text: string, streaming = false): string {
  return html(text, streaming).replace(/^<div class="md-group">(.*)<\/div>$/s, "$1");
}
