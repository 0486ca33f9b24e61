import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { AssistantMessage } from "@/components/chat/assistant-message";
import { ChatProvider } from "@/components/chat/chat-context";
import { ChatStore } from "@/components/chat/chat-store";
import { TextProvider } from "@/components/text-provider";
import { messagesFor } from "@/lib/i18n";
import { aConversation, anAnswer } from "./factories";

it("what the server has drawn waits visibly until the page's scripts have run", () => {
  const { chat, common, failure } = messagesFor("en");
  const message = anAnswer("a1", "q1", { state: "interrupted", siblings: ["a0", "a1"] });
  const page = renderToStaticMarkup(
    <TextProvider locale="en" messages={{ chat, common, failure }}>
      <ChatProvider value={{ store: new ChatStore(aConversation()), admin: false, chooseModelFor: () => {} }}>
        <AssistantMessage message={message} busy={false} last />
      </ChatProvider>
    </TextProvider>,
  );
  const buttons = page.match(/<button.*?<\/button>/gs) ?? [];
  const buttonOf = (word: string) => buttons.find((button) => button.includes(word));
  for (const word of [chat.message.continue, chat.message.regenerate, chat.message.previousBranch]) {
    expect(buttonOf(word), word).toContain('disabled=""');
  }
});
