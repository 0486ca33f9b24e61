import type { LanguageModelV4CallOptions, LanguageModelV4Prompt, LanguageModelV4StreamPart } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import { toChatRequest } from "@/lib/siliconflow/model-request";
import { toMessages } from "@/lib/siliconflow/prompt";
import { PartWriter, toContent } from "@/lib/siliconflow/stream-parts";

const user = (text: string): LanguageModelV4Prompt[number] => ({ role: "user", content: [{ type: "text", text }] });
const plain = { detail: "high", resendReasoning: false } as const;

describe("toMessages", () => {
  it("joins neighbours of one role and leaves reasoning behind", () => {
    const prompt: LanguageModelV4Prompt = [
      { role: "system", content: "a" },
      { role: "system", content: "b" },
      user("1"),
      user("2"),
      {
        role: "assistant",
        content: [
          { type: "reasoning", text: "hm" },
          { type: "text", text: "3" },
        ],
      },
      { role: "assistant", content: [{ type: "text", text: "4" }] },
      { role: "assistant", content: [{ type: "reasoning", text: "only" }] },
      user("5"),
    ];
    expect(toMessages(prompt, plain)).toEqual([
      { role: "system", content: "a\n\nb" },
      { role: "user", content: "1\n\n2" },
      { role: "assistant", content: "3\n\n4" },
      { role: "user", content: "5" },
    ]);
  });

  it("returns reasoning within the present tool loop alone, where it is wished", () => {
    const answer = (id: string): LanguageModelV4Prompt[number] => ({
      role: "assistant",
      content: [
        { type: "reasoning", text: `why ${id}` },
        { type: "tool-call", toolCallId: id, toolName: "f", input: { a: 1 } },
      ],
    });
    const result = (id: string): LanguageModelV4Prompt[number] => ({
      role: "tool",
      content: [{ type: "tool-result", toolCallId: id, toolName: "f", output: { type: "json", value: { ok: true } } }],
    });
    const prompt = [user("1"), answer("c1"), result("c1"), user("2"), answer("c2"), result("c2")];
    const messages = toMessages(prompt, { detail: "high", resendReasoning: true });
    expect(messages[1]).not.toHaveProperty("reasoning_content");
    expect(messages[4]).toEqual({
      role: "assistant",
      content: "",
      reasoning_content: "why c2",
      tool_calls: [{ id: "c2", type: "function", function: { name: "f", arguments: '{"a":1}' } }],
    });
    expect(messages[5]).toEqual({ role: "tool", tool_call_id: "c2", content: '{"ok":true}' });
    expect(toMessages(prompt, plain).every((message) => !("reasoning_content" in message))).toBe(true);
  });

  it("passes pictures on with an explicit detail, and joins them with text", () => {
    const prompt: LanguageModelV4Prompt = [
      {
        role: "user",
        content: [
          { type: "file", mediaType: "image/webp", data: { type: "data", data: Uint8Array.of(1, 2, 3) } },
          {
            type: "file",
            mediaType: "image/*",
            data: { type: "url", url: new URL("https://a.example/b.png") },
            providerOptions: { siliconflow: { detail: "low" } },
          },
          { type: "text", text: "what?" },
        ],
      },
      user("and?"),
    ];
    expect(toMessages(prompt, plain)).toEqual([
      {
        role: "user",
        content: [
          { type: "image_url", image_url: { url: "data:image/webp;base64,AQID", detail: "high" } },
          { type: "image_url", image_url: { url: "https://a.example/b.png", detail: "low" } },
          { type: "text", text: "what?" },
          { type: "text", text: "and?" },
        ],
      },
    ]);
  });

  it("passes a whole data URI on as it is", () => {
    const data = "data:image/jpeg;base64,AQID";
    const prompt: LanguageModelV4Prompt = [
      { role: "user", content: [{ type: "file", mediaType: "image/jpeg", data: { type: "data", data } }] },
    ];
    expect(toMessages(prompt, plain)).toEqual([
      { role: "user", content: [{ type: "image_url", image_url: { url: data, detail: "high" } }] },
    ]);
  });

  it("refuses files no model reads", () => {
    const prompt: LanguageModelV4Prompt = [
      { role: "user", content: [{ type: "file", mediaType: "application/zip", data: { type: "data", data: "AA==" } }] },
    ];
    expect(() => toMessages(prompt, plain)).toThrow(expect.objectContaining({ code: "unsupported" }));
  });
});

describe("toChatRequest", () => {
  const call = (options: Partial<LanguageModelV4CallOptions>): LanguageModelV4CallOptions => ({
    prompt: [user("x")],
    ...options,
  });

  it("puts every option where the provider reads it", () => {
    const { request, warnings } = toChatRequest(
      "m",
      call({
        temperature: 0.6,
        topP: 0.95,
        topK: 40,
        frequencyPenalty: 0.5,
        maxOutputTokens: 100,
        stopSequences: ["END"],
        seed: 7,
        tools: [{ type: "function", name: "f", description: "d", inputSchema: { type: "object" } }],
        toolChoice: { type: "required" },
        providerOptions: {
          siliconflow: {
            top_k: 20,
            min_p: 0.1,
            enable_thinking: false,
            thinking_budget: 512,
            prefix: "```",
            suffix: "```",
          },
        },
      }),
    );
    expect(JSON.parse(JSON.stringify(request))).toEqual({
      model: "m",
      messages: [{ role: "user", content: "x" }],
      temperature: 0.6,
      top_p: 0.95,
      top_k: 20,
      min_p: 0.1,
      frequency_penalty: 0.5,
      max_tokens: 100,
      stop: ["END"],
      tools: [{ type: "function", function: { name: "f", description: "d", parameters: { type: "object" } } }],
      tool_choice: "required",
      enable_thinking: false,
      thinking_budget: 512,
      prefix: "```",
      suffix: "```",
    });
    expect(warnings).toEqual([{ type: "unsupported", feature: "seed" }]);
  });

  it("sends only what was set", () => {
    expect(JSON.parse(JSON.stringify(toChatRequest("m", call({})).request))).toEqual({
      model: "m",
      messages: [{ role: "user", content: "x" }],
    });
  });

  it("asks for JSON in the field and in the prompt", () => {
    const { request } = toChatRequest("m", call({ responseFormat: { type: "json", schema: { type: "object" } } }));
    expect(request.response_format).toEqual({ type: "json_object" });
    expect(request.messages[0]).toMatchObject({ role: "system", content: expect.stringContaining("JSON") as string });
  });

  it("refuses unknown options of ours", () => {
    expect(() => toChatRequest("m", call({ providerOptions: { siliconflow: { topK: 3 } } }))).toThrow(
      expect.objectContaining({ code: "invalid_input" }),
    );
  });
});

describe("PartWriter", () => {
  function write(build: (writer: PartWriter) => void): LanguageModelV4StreamPart[] {
    const parts: LanguageModelV4StreamPart[] = [];
    build(new PartWriter((part) => parts.push(part)));
    return parts;
  }

  it("keeps one block open at a time", () => {
    const parts = write((writer) => {
      writer.add({ type: "reasoning", text: "a" });
      writer.add({ type: "reasoning", text: "b" });
      writer.add({ type: "text", text: "c" });
      writer.end(true);
    });
    expect(parts.map((part) => part.type)).toEqual([
      "reasoning-start",
      "reasoning-delta",
      "reasoning-delta",
      "reasoning-end",
      "text-start",
      "text-delta",
      "text-end",
    ]);
    expect(toContent(parts)).toEqual([
      { type: "reasoning", text: "ab" },
      { type: "text", text: "c" },
    ]);
  });

  it("waits for a late name, finds an id where none came, and passes malformed arguments on as text", () => {
    const parts = write((writer) => {
      writer.add({ type: "tool", index: 0, id: "", name: "", arguments: "{ci" });
      writer.add({ type: "tool", index: 0, id: "", name: "f", arguments: "ty" });
      writer.add({ type: "tool", index: 0, id: "late", name: "other", arguments: ":" });
      writer.end(true);
    });
    const call = parts.find((part) => part.type === "tool-call")!;
    expect(call).toMatchObject({ toolName: "f", input: "{city:" });
    expect(call.toolCallId).toMatch(/^[\da-f-]{36}$/);
    const deltas = parts.map((part) => (part.type === "tool-input-delta" ? part.delta : "")).join("");
    expect(deltas).toBe("{city:");
  });

  it("makes no call of a broken answer", () => {
    const parts = write((writer) => {
      writer.add({ type: "tool", index: 0, id: "c", name: "f", arguments: '{"a":' });
      writer.end(false);
    });
    expect(parts.map((part) => part.type)).toEqual(["tool-input-start", "tool-input-delta", "tool-input-end"]);
  });
});
