import { expect, it } from "vitest";
import type { MessageRow } from "@/lib/chat/rows";
import { fileNameOf } from "@/lib/chat/transfer/export-conversations";
import { toMarkdown } from "@/lib/chat/transfer/to-markdown";
import { format, messagesFor } from "@/lib/i18n";

const at = (minute: number) => new Date(Date.UTC(2026, 0, 2, 3, minute));
const row = (id: string, parentId: string | null, minute: number, more: Partial<MessageRow> = {}): MessageRow => ({
  id,
  parentId,
  role: minute % 2 ? "assistant" : "user",
  state: "complete",
  parts: [{ type: "text", text: `text of ${id}` }],
  modelId: minute % 2 ? "maker/model" : null,
  receipt: null,
  failure: null,
  createdAt: at(minute),
  ...more,
});

it("writes the branch on screen, then the other versions with what follows them", () => {
  const messages = [
    row("q1", null, 0),
    row("a1", "q1", 1),
    row("a2", "q1", 3, {
      parts: [
        { type: "reasoning", text: "one\ntwo" },
        { type: "text", text: "# Not a heading of ours" },
        { type: "tool", id: "t", name: "add", step: 0, arguments: "```", state: "done", result: "3" },
      ],
    }),
    row("q2", "a2", 4, {
      parts: [
        { type: "text", text: "look" },
        { type: "picture", assetId: "x", name: "a\nb.png", alt: "a cat", detail: "high", width: 1, height: 1 },
      ],
    }),
    row("a3", "q2", 5, { state: "stopped" }),
    row("q0", null, 6),
  ];
  const conversation = {
    id: "c",
    title: "A\ntalk",
    titledByUser: true,
    modelId: "maker/model",
    systemPrompt: "Be brief.\nPlease.",
    parameters: {},
    folderId: "f",
    leafId: "a3",
    pinnedAt: null,
    archivedAt: null,
    createdAt: at(0),
    updatedAt: at(6),
  };
  const words = messagesFor("en").transfer.markdown;
  expect(toMarkdown({ conversation, folder: "Work", messages, words, format })).toBe(
    `# A talk

- Model: maker/model
- Folder: Work
- Begun: 2026-01-02 03:00 UTC

**System prompt**

> Be brief.
> Please.

## You · 2026-01-02 03:00 UTC · version 1 of 2

text of q1

## maker/model · 2026-01-02 03:03 UTC · version 2 of 2

> *Reasoning*
>
> one
> two

# Not a heading of ours

*[tool: add]*

\`\`\`\`
\`\`\`
\`\`\`\`

\`\`\`
3
\`\`\`

## You · 2026-01-02 03:04 UTC

look

*[picture: a b.png]* a cat

## maker/model · 2026-01-02 03:05 UTC

text of a3

*[cut off]*

## Other versions

## You · 2026-01-02 03:06 UTC · version 2 of 2

text of q0

## maker/model · 2026-01-02 03:01 UTC · version 1 of 2

text of a1`,
  );
});

it.each([
  ["A talk: about/files?", "A talk about files"],
  ["海浪的声音", "海浪的声音"],
  ["..\\..\\x\u202Egnp", "x gnp"],
  ["\u0000", ""],
])("names a file after %j", (title, name) => expect(fileNameOf(title)).toBe(name));
