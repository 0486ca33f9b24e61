import { describe, expect, it } from "vitest";
import { ChatRequest, CompletionRequest } from "@/lib/siliconflow/chat-requests";
import { EmbeddingRequest, ModelFilter, RerankRequest } from "@/lib/siliconflow/list-requests";
import {
  ImageRequest,
  SpeechRequest,
  TranscriptionRequest,
  VideoRequest,
  VoiceUpload,
} from "@/lib/siliconflow/media-requests";
import { multipart } from "@/lib/siliconflow/multipart";
import { parseRequest } from "@/lib/siliconflow/parse";
import { toUsage } from "@/lib/siliconflow/usage";

const chat = { model: "m", messages: [{ role: "user", content: "x" }] };

describe("requests are strict", () => {
  it.each([
    [ChatRequest, { ...chat, user: "me" }, "user"],
    [ChatRequest, { ...chat, extra_body: {} }, "extra_body"],
    [ChatRequest, { ...chat, stream: true }, "stream"],
    [ChatRequest, { ...chat, messages: [] }, "messages"],
    [ChatRequest, { ...chat, messages: [{ role: "user", content: { text: "x" } }] }, "messages.0.content"],
    [ChatRequest, { ...chat, messages: [{ role: "root", content: "x" }] }, "messages.0.role"],
    [ChatRequest, { ...chat, temperature: 2.1 }, "temperature"],
    [ChatRequest, { ...chat, temperature: Number.NaN }, "temperature"],
    [ChatRequest, { ...chat, top_p: 0 }, "top_p"],
    [ChatRequest, { ...chat, max_tokens: 0 }, "max_tokens"],
    [ChatRequest, { ...chat, n: 2 }, "n"],
    [ChatRequest, { ...chat, stop: ["a", "b", "c", "d", "e"] }, "stop"],
    [ChatRequest, { ...chat, thinking_budget: 100 }, "thinking_budget"],
    [CompletionRequest, { model: "m" }, "prompt"],
    [ImageRequest, { model: "m", prompt: "x", batch_size: 5 }, "batch_size"],
    [ImageRequest, { model: "m", prompt: "x", image: "file:///etc/passwd" }, "image"],
    [ImageRequest, { model: "m", prompt: "x", image_size: "huge" }, "image_size"],
    [VideoRequest, { model: "m", prompt: "x" }, "image_size"],
    [SpeechRequest, { model: "m", input: "x", sample_rate: 12_345 }, "sample_rate"],
    [SpeechRequest, { model: "m", input: "x", speed: 5 }, "speed"],
    [VoiceUpload, { model: "m", customName: "n", text: "t", audio: "https://x" }, "audio"],
    [TranscriptionRequest, { model: "m", bytes: new Uint8Array(), mediaType: "audio/wav" }, "bytes"],
    [TranscriptionRequest, { model: "m", bytes: new Uint8Array(1), mediaType: "text/html" }, "mediaType"],
    [EmbeddingRequest, { model: "m", input: Array(33).fill("x") }, "input"],
    [EmbeddingRequest, { model: "m", input: "" }, "input"],
    [RerankRequest, { model: "m", query: "q", documents: [] }, "documents"],
    [ModelFilter, { sub_type: "chat" }, "sub_type"],
  ])("case %#", (schema, input, field) => {
    expect(() => parseRequest(schema, input)).toThrow(
      expect.objectContaining({ code: "invalid_input", details: expect.objectContaining({ field }) }),
    );
  });

  it("names fields, never their values", () => {
    try {
      parseRequest(ChatRequest, { ...chat, temperature: "a secret" });
      expect.unreachable();
    } catch (error) {
      expect(JSON.stringify(error)).not.toContain("secret");
    }
  });

  it("takes every field of the reference", () => {
    const whole = {
      ...chat,
      max_tokens: 10,
      temperature: 2,
      top_p: 1,
      top_k: 50,
      min_p: 0.05,
      frequency_penalty: -2,
      stop: "x",
      n: 1,
      response_format: { type: "json_object" },
      tools: [{ type: "function", function: { name: "f", parameters: {}, strict: false } }],
      tool_choice: "auto",
      enable_thinking: true,
      thinking_budget: 4096,
      reasoning_effort: "max",
      prefix: "a",
      suffix: "b",
    };
    expect(parseRequest(ChatRequest, whole)).toEqual(whole);
  });
});

describe("multipart", () => {
  it("is framed as the standard wants it and says nothing of the person's file name", () => {
    const { body, contentType } = multipart(
      { model: "m", text: "你好" },
      { bytes: Uint8Array.of(1, 2), mediaType: "audio/mpeg" },
    );
    const boundary = /boundary=(.+)$/.exec(contentType)![1]!;
    expect(body.toString("utf8")).toBe(
      `--${boundary}\r\ncontent-disposition: form-data; name="model"\r\n\r\nm\r\n` +
        `--${boundary}\r\ncontent-disposition: form-data; name="text"\r\n\r\n你好\r\n` +
        `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="audio.mp3"\r\ncontent-type: audio/mpeg\r\n\r\n` +
        `\u0001\u0002\r\n--${boundary}--\r\n`,
    );
  });
});

describe("toUsage", () => {
  it.each([
    [{ prompt_tokens: 10, completion_tokens: 5 }, [10, 0, 5, 0]],
    [{ prompt_tokens: 10, completion_tokens: 5, prompt_cache_hit_tokens: 4 }, [10, 4, 5, 0]],
    [
      {
        prompt_tokens: 10,
        completion_tokens: 5,
        prompt_tokens_details: { cached_tokens: 3 },
        prompt_cache_hit_tokens: 4,
      },
      [10, 3, 5, 0],
    ],
    [{ prompt_tokens: 2, completion_tokens: 5, prompt_tokens_details: { cached_tokens: 3 } }, [2, 2, 5, 0]],
    [{ prompt_tokens: 1, completion_tokens: 5, completion_tokens_details: { reasoning_tokens: 9 } }, [1, 0, 5, 5]],
    [{ prompt_tokens: -1, completion_tokens: Number.NaN, prompt_tokens_details: null }, [0, 0, 0, 0]],
    [{ prompt_tokens: 1.5, completion_tokens: "7" }, [1, 0, 0, 0]],
    [{ input_tokens: 3, output_tokens: 0 }, [3, 0, 0, 0]],
  ])("%j", (raw, expected) => {
    const usage = toUsage(raw)!;
    expect([usage.inputTokens, usage.cachedInputTokens, usage.outputTokens, usage.reasoningTokens]).toEqual(expected);
    expect(usage.raw).toBe(raw);
  });

  it.each([undefined, null, 7, [], {}, { total_tokens: 3 }])("is undefined for %j", (raw) => {
    expect(toUsage(raw)).toBeUndefined();
  });
});
