import { describe, expect, it } from "vitest";
import { fromChatGpt } from "@/lib/chat/transfer/from-chatgpt";
import { fromChatbox } from "@/lib/chat/transfer/from-chatbox";
import { fromNextChat } from "@/lib/chat/transfer/from-next-chat";
import { fromOpenWebUi } from "@/lib/chat/transfer/from-open-webui";
import { fromSilica } from "@/lib/chat/transfer/from-silica";
import type { Converted, ImportedConversation } from "@/lib/chat/transfer/imported";
import { toRows } from "@/lib/chat/transfer/to-rows";
import { withoutCircles } from "@/lib/chat/transfer/trees";

function taken(converted: Converted): ImportedConversation[] {
  if ("left" in converted) throw new Error(`left: ${converted.left}`);
  return converted.conversations;
}

/** A tree as lines: whose, below whom, what. */
function lines({ messages }: ImportedConversation): string[] {
  return messages.map(
    ({ key, parentKey, role, parts }) =>
      `${key} < ${parentKey ?? "-"} ${role}: ${parts.map((part) => ("text" in part ? `${part.type === "reasoning" ? "(thought) " : ""}${part.text}` : part.type)).join(" | ")}`,
  );
}

const node = (id: string, parent: string | null, message: object | null) => [id, { id, parent, children: [], message }];
const said = (role: string, content: object, more: object = {}) => ({
  id: "m",
  author: { role, name: null, metadata: {} },
  create_time: 1_712_345_678.25,
  content,
  recipient: "all",
  metadata: {},
  ...more,
});
const text = (...parts: unknown[]) => ({ content_type: "text", parts });

describe("ChatGPT's export", () => {
  const conversation = {
    title: "Deploy timeout",
    create_time: 1_712_345_600,
    update_time: 1_712_349_999.5,
    conversation_id: "c-1",
    current_node: "a3",
    is_archived: true,
    mapping: Object.fromEntries([
      node("root", null, null),
      node("sys", "root", said("system", text(""), { metadata: { is_visually_hidden_from_conversation: true } })),
      node("ctx", "sys", said("user", { content_type: "user_editable_context", user_profile: "secret" })),
      node(
        "u1",
        "ctx",
        said("user", {
          content_type: "multimodal_text",
          parts: [{ content_type: "image_asset_pointer" }, "Why does it fail?"],
        }),
      ),
      node("a1", "u1", said("assistant", text("First try."), { metadata: { model_slug: "gpt-4o" } })),
      node(
        "t2",
        "u1",
        said("assistant", { content_type: "thoughts", thoughts: [{ summary: "Look", content: "Look at the log." }] }),
      ),
      node(
        "call",
        "t2",
        said("assistant", { content_type: "code", language: "python", text: "run()" }, { recipient: "python" }),
      ),
      node("out", "call", said("tool", { content_type: "execution_output", text: "ok" })),
      node("recap", "out", said("assistant", { content_type: "reasoning_recap", content: "Thought for 8s" })),
      node(
        "a2",
        "recap",
        said("assistant", text("Second try\uE200cite\uE202turn0\uE201."), { metadata: { model_slug: "o3" } }),
      ),
      node("u3", "a2", said("user", text("And now?"))),
      node("a3", "u3", said("assistant", { content_type: "code", language: "sql", text: "SELECT 1" })),
      node("odd", "u3", said("assistant", { content_type: "hologram" })),
    ]),
  };

  it("is read with its branches, without what nobody saw there", () => {
    const [found] = taken(fromChatGpt(conversation)) as [ImportedConversation];
    expect(lines(found)).toEqual([
      "u1 < - user: Why does it fail?",
      "a1 < u1 assistant: First try.",
      "t2 < u1 assistant: (thought) Look at the log. | Second try.",
      "u3 < t2 user: And now?",
      "a3 < u3 assistant: ```sql\nSELECT 1\n```",
    ]);
    expect(found).toMatchObject({ title: "Deploy timeout", origin: "c-1", leafKey: "a3", archived: true });
    expect(found.messages.map(({ modelId }) => modelId)).toEqual([null, "gpt-4o", "o3", null, null]);
    expect(found.messages[0]!.createdAt).toEqual(new Date(1_712_345_678_250));
    expect(found.updatedAt).toEqual(new Date(1_712_349_999_500));
    expect(found.omitted).toEqual({ attachments: 1, tools: 2, other: 1 });
    expect(JSON.stringify(found)).not.toContain("secret");
  });

  it("leads nowhere and in circles without harm", () => {
    const mapping = Object.fromEntries([
      node("a", "b", said("user", text("A"))),
      node("b", "a", said("assistant", text("B"))),
      node("c", "gone", said("user", text("C"))),
      node("d", "d", said("user", text("D"))),
      ["e", "no node"],
      ["f", { parent: 12, message: { author: null, content: "?" } }],
    ]);
    const [found] = taken(fromChatGpt({ title: 12, mapping, current_node: {} })) as [ImportedConversation];
    expect(found.messages.filter(({ parentKey }) => parentKey === null).length).toBeGreaterThanOrEqual(3);
    expect(found.messages).toHaveLength(4);
    expect(found.leafKey).toBeNull();
  });

  it.each([
    [{ title: "x", mapping: {} }, "empty"],
    [{ title: "x", mapping: [] }, "malformed"],
    [null, "malformed"],
    [{ mapping: Object.fromEntries(Array.from({ length: 60_001 }, (_, n) => [String(n), {}])) }, "too_large"],
  ])("leaves %#", (value, left) => expect(fromChatGpt(value)).toMatchObject({ left }));
});

describe("Open WebUI's export", () => {
  it("is read with its branches, thoughts and system prompt", () => {
    const value = {
      id: "w-1",
      title: "Knots",
      pinned: true,
      created_at: 1_712_345_600,
      updated_at: 1_712_345_700,
      chat: {
        system: "Be brief.",
        history: {
          currentId: "m3",
          messages: {
            m1: {
              id: "m1",
              parentId: null,
              childrenIds: ["m2", "m3"],
              role: "user",
              content: "Which knot?",
              timestamp: 1_712_345_610,
              files: [{ type: "image" }],
            },
            m2: {
              id: "m2",
              parentId: "m1",
              role: "assistant",
              content: "A bowline.",
              model: "llama3:8b",
              timestamp: 1_712_345_620,
            },
            m3: {
              id: "m3",
              parentId: "m1",
              role: "assistant",
              content:
                '<details type="reasoning" done="true" duration="3">\n<summary>Thought for 3 seconds</summary>\n&gt; It must hold &amp; open.\n</details>\n<details type="tool_calls" done="true"><summary>x</summary></details>A clove hitch.\n<details><summary>kept</summary></details>',
            },
          },
        },
      },
    };
    const [found] = taken(fromOpenWebUi(value)) as [ImportedConversation];
    expect(lines(found)).toEqual([
      "m1 < - user: Which knot?",
      "m2 < m1 assistant: A bowline.",
      "m3 < m1 assistant: (thought) It must hold & open. | A clove hitch.\n<details><summary>kept</summary></details>",
    ]);
    expect(found).toMatchObject({
      leafKey: "m3",
      pinned: true,
      systemPrompt: "Be brief.",
      omitted: { attachments: 1, tools: 1 },
    });
    expect(found.createdAt).toEqual(new Date(1_712_345_600_000));
  });

  it("of older kind is a list", () => {
    const messages = [
      { role: "system", content: "S" },
      { role: "user", content: "Q" },
      { role: "assistant", content: [{ type: "text", text: "A" }] },
    ];
    const [found] = taken(fromOpenWebUi({ title: "Old", messages, history: {} })) as [ImportedConversation];
    expect(lines(found)).toEqual(["1 < - user: Q", "2 < 1 assistant: A"]);
    expect(found).toMatchObject({ systemPrompt: "S", leafKey: "2" });
  });

  it("takes no longer for hostile text", () => {
    const content = '<details type="reasoning" '.repeat(40_000) + ">".repeat(10) + "<summary>".repeat(40_000);
    const messages = [
      { role: "assistant", content },
      { role: "assistant", content: '<details type="reasoning">'.repeat(30_000) + "</details>" },
    ];
    const from = performance.now();
    fromOpenWebUi({ messages });
    expect(performance.now() - from).toBeLessThan(5_000);
  });
});

describe("NextChat's backup", () => {
  it("is read as lists, with the prompts of its mask", () => {
    const session = {
      id: "n-1",
      topic: "Reise",
      lastUpdate: 1_712_345_678_000,
      mask: {
        context: [
          { role: "system", content: "Sei höflich." },
          { role: "user", content: "vorher" },
        ],
        modelConfig: { model: "gpt-4" },
      },
      messages: [
        {
          id: "1",
          role: "user",
          date: "6.4.2024, 12:00:00",
          content: [
            { type: "text", text: "Wohin?" },
            { type: "image_url", image_url: { url: "data:," } },
          ],
        },
        { id: "2", role: "assistant", date: "2024-04-06T12:00:01Z", content: "Nach Kiel.", model: "gpt-4" },
        { id: "3", role: "assistant", content: "{error}", isError: true },
        { id: "4", role: "user", content: "" },
      ],
    };
    const [found] = taken(fromNextChat(session)) as [ImportedConversation];
    expect(lines(found)).toEqual(["0 < - user: Wohin?", "1 < 0 assistant: Nach Kiel."]);
    expect(found).toMatchObject({ systemPrompt: "Sei höflich.", leafKey: "1", omitted: { attachments: 1, other: 1 } });
  });

  it.each([
    [{ topic: "New", messages: [] }, "empty"],
    [{ topic: "?" }, "malformed"],
    [7, "malformed"],
  ])("leaves %j", (value, left) => expect(fromNextChat(value)).toMatchObject({ left }));
});

describe("Chatbox's export", () => {
  const message = (id: string, role: string, ...contentParts: object[]) => ({
    id,
    role,
    contentParts,
    timestamp: 1_712_345_678_000,
  });
  const textPart = (value: string) => ({ type: "text", text: value });
  const session = {
    id: "b-1",
    name: "Bread",
    starred: true,
    messages: [
      message("s", "system", textPart("You bake.")),
      message("u1", "user", textPart("How long?")),
      message("a1", "assistant", { type: "reasoning", text: "An hour?" }, textPart("An hour."), { type: "tool-call" }),
      message("u2", "user", textPart("And rye?")),
    ],
    threads: [
      { id: "b-2", name: "Earlier", createdAt: 1_712_000_000_000, messages: [message("x", "user", textPart("Hello"))] },
    ],
    messageForksHash: {
      u1: {
        position: 1,
        lists: [
          {
            id: "l1",
            messages: [message("b1", "assistant", textPart("Two hours.")), message("b2", "user", textPart("Sure?"))],
          },
          { id: "l2", messages: [] },
        ],
      },
      b2: {
        position: 0,
        lists: [
          { id: "l3", messages: [] },
          { id: "l4", messages: [{ id: "b3", role: "assistant", content: "Quite." }] },
        ],
      },
      gone: { lists: [{ messages: [message("z", "user", textPart("lost"))] }] },
    },
  };

  it.each([
    ["as it is", session],
    ["as JSON in a text", JSON.stringify(session)],
  ])("is read %s, with branches in branches and threads", (_, value) => {
    const [main, thread] = taken(fromChatbox(value)) as [ImportedConversation, ImportedConversation];
    expect(lines(main)).toEqual([
      "u1 < - user: How long?",
      "a1 < u1 assistant: (thought) An hour? | An hour.",
      "u2 < a1 user: And rye?",
      "b1 < u1 assistant: Two hours.",
      "b2 < b1 user: Sure?",
      "b3 < b2 assistant: Quite.",
    ]);
    expect(main).toMatchObject({ systemPrompt: "You bake.", leafKey: "u2", pinned: true, omitted: { tools: 1 } });
    expect(thread).toMatchObject({ title: "Bread · Earlier", origin: "b-2" });
    expect(lines(thread)).toEqual(["x < - user: Hello"]);
  });

  it.each([
    ["{", "malformed"],
    [{ name: "x" }, "malformed"],
    [{ name: "x", messages: [] }, "empty"],
  ])("leaves %j", (value, left) => expect(fromChatbox(value)).toMatchObject({ left }));
});

describe("our own export", () => {
  const pause = () => Promise.resolve();
  const base = {
    id: "m1",
    parentId: null,
    role: "user",
    state: "complete",
    parts: [{ type: "text", text: "Hi" }],
    modelId: null,
    receipt: null,
    failure: null,
    createdAt: "2026-01-02T03:04:05.678Z",
  };
  const conversation = {
    id: "c1",
    title: "Talk",
    titledByUser: false,
    modelId: "maker/model",
    systemPrompt: "",
    parameters: { temperature: 0.5 },
    folderId: "f",
    leafId: "m1",
    pinnedAt: null,
    archivedAt: "2026-01-02T00:00:00Z",
    createdAt: "2026-01-01T00:00:00Z",
    updatedAt: "2026-01-02T00:00:00Z",
  };
  const receipt = {
    modelId: "maker/model",
    parameters: {},
    units: { input_tokens: 5 },
    rates: { input_tokens: "100" },
    costNanos: "500",
    currency: "USD",
    basis: "reported",
    finishReason: "stop",
    firstTokenMs: 1,
    totalMs: 2,
    traceId: null,
  };

  it("keeps receipts, times and parts as they are", async () => {
    const value = {
      ...conversation,
      messages: [base, { ...base, id: "m2", parentId: "m1", role: "assistant", receipt }],
    };
    const [found] = taken(await fromSilica(value, pause)) as [ImportedConversation];
    expect(found.messages[1]).toMatchObject({ key: "m2", parentKey: "m1", receipt, state: "complete" });
    expect(found).toMatchObject({
      parameters: { temperature: 0.5 },
      folderKey: "f",
      pinned: false,
      archived: new Date("2026-01-02T00:00:00Z"),
    });
  });

  it("drops what is none: receipts that lie, unknown parts and fields, states under way", async () => {
    const odd = {
      ...base,
      role: "assistant",
      state: "streaming",
      receipt: { ...receipt, costNanos: "-1" },
      failure: { code: "<script>", retryable: true },
      modelId: "no model; drop table",
      userId: "someone",
      parts: [
        { type: "text", text: "kept", extra: 1 },
        { type: "video" },
        { type: "tool", id: "t", name: "f", step: 0, arguments: "{}", state: "running" },
        null,
      ],
    };
    const value = { ...conversation, parameters: { temperature: 99 }, modelId: {}, messages: [odd, { id: 1 }, null] };
    const [found] = taken(await fromSilica(value, pause)) as [ImportedConversation];
    expect(found.messages).toHaveLength(1);
    expect(found.messages[0]).toEqual({
      key: "m1",
      parentKey: null,
      role: "assistant",
      state: "interrupted",
      parts: [
        { type: "text", text: "kept" },
        { type: "tool", id: "t", name: "f", step: 0, arguments: "{}", state: "stopped" },
      ],
      modelId: null,
      receipt: null,
      failure: null,
      createdAt: new Date(base.createdAt),
    });
    expect(found).toMatchObject({ parameters: {}, modelId: null, omitted: { other: 4 } });
  });

  it.each([
    [{}, "malformed"],
    [{ ...conversation, messages: [] }, "empty"],
    [{ ...conversation, messages: [1] }, "malformed"],
  ])("leaves %#", async (value, left) => expect(await fromSilica(value, pause)).toMatchObject({ left }));
});

describe("trees", () => {
  it("are cut where they go in circles, however long", () => {
    const ring = Array.from({ length: 5_000 }, (_, index) => ({
      key: String(index),
      parentKey: String((index + 1) % 5_000),
      role: "user" as const,
      state: "complete" as const,
      parts: [],
      modelId: null,
      receipt: null,
      failure: null,
      createdAt: undefined,
    }));
    expect(withoutCircles(ring).filter(({ parentKey }) => parentKey === null)).toHaveLength(1);
  });

  it("get new ids in the order of the file, and times where there are none", () => {
    const now = new Date("2026-11-23T00:00:00Z");
    const { conversations } = fromNextChat({
      id: "n",
      topic: "t",
      lastUpdate: 1_712_345_678_000,
      messages: Array.from({ length: 30 }, (_, index) => ({
        role: index % 2 ? "assistant" : "user",
        content: `${index}`,
      })),
    }) as { conversations: ImportedConversation[] };
    const tree = toRows(conversations[0]!, now);
    const sorted = tree.messages.toSorted(
      (a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1),
    );
    expect(sorted).toEqual(tree.messages);
    expect(tree.leafId).toBe(tree.messages.at(-1)!.id);
    expect(tree.updatedAt).toEqual(new Date(1_712_345_678_000));
    expect(new Set(tree.messages.map(({ id }) => id)).size).toBe(30);
  });
});
