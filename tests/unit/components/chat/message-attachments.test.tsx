import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { MessageAttachments } from "@/components/chat/attachments/message-attachments";
import { TextProvider } from "@/components/text-provider";
import type { PicturePart } from "@/lib/chat/schema";
import { messagesFor } from "@/lib/i18n";

const picture: PicturePart = {
  ...{ type: "picture", assetId: "a", name: "fox.png", alt: "A fox" },
  ...{ detail: "low", width: 640, height: 400 },
};
const { attachments, chat, common } = messagesFor("en");
const draw = (parts: PicturePart[]) =>
  renderToStaticMarkup(
    <TextProvider locale="en" messages={{ attachments, chat, common }}>
      <MessageAttachments parts={parts} />
    </TextProvider>,
  );

it("keeps the place of a picture that is alone, without a style that the content policy forbids", () => {
  const page = draw([picture]);
  expect(page).toContain('width="640" height="400"');
  expect(page).not.toContain("style=");
  expect(draw([picture, { ...picture, assetId: "b" }])).not.toContain("style=");
});
