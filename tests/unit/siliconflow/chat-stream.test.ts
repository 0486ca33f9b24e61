import { describe, expect, it } from "vitest";
import { toFinishReason } from "@/lib/siliconflow/chat-stream";
import { fixture, gather, handFedStream } from "./support";

const reasoning = {
  reasoning: "好的，the user asks—先想一想 🤔",
  text: "答案是 **42**. Größe: ½ · 𝄞",
};

describe("ChatStream", () => {
  it("reads reasoning and text, and keeps the last of the cumulative counts", async () => {
    const { stream, exchange } = handFedStream();
    stream.data(fixture("chat-reasoning.chunks.txt"));
    stream.end();
    expect(await gather(stream)).toMatchObject({ ...reasoning, error: undefined });
    expect(stream.usage).toMatchObject({ inputTokens: 18, cachedInputTokens: 16, outputTokens: 8, reasoningTokens: 3 });
    expect(stream).toMatchObject({ id: "0196f3a1", model: "deepseek-ai/DeepSeek-R1", finishReason: "stop" });
    expect(stream.createdAt?.getTime()).toBe(1_750_000_000_000);
    expect(stream).toMatchObject({ receivedEvents: 6, malformedLines: 0 });
    expect(exchange.abort).not.toHaveBeenCalled();
  });

  it("reads the same whatever the chunks are, at every byte boundary", async () => {
    const bytes = fixture("chat-reasoning.chunks.txt");
    for (let cut = 1; cut < bytes.length; cut++) {
      const { stream } = handFedStream();
      stream.data(bytes.subarray(0, cut));
      stream.data(bytes.subarray(cut));
      stream.end();
      expect(await gather(stream)).toMatchObject({ ...reasoning, error: undefined });
    }
    const { stream } = handFedStream();
    for (let index = 0; index < bytes.length; index++) stream.data(bytes.subarray(index, index + 1));
    stream.end();
    expect(await gather(stream)).toMatchObject({ ...reasoning, error: undefined });
  });

  it("joins tool calls by index, never replacing a name or id by an empty one, arguments as text", async () => {
    const { stream } = handFedStream();
    stream.data(fixture("chat-tools.chunks.txt"));
    stream.end();
    expect(await gather(stream)).toEqual({
      text: "Let me look.",
      reasoning: "",
      error: undefined,
      tools: {
        0: { id: "call_a", name: "get_weather", arguments: '{"city":"北京"}' },
        1: { id: "call_b", name: "get_time", arguments: '{"city":"Paris"}' },
        2: { id: "", name: "broken", arguments: "{city: Rome" },
      },
    });
    expect(stream.finishReason).toBe("tool_calls");
  });

  it("tolerates CRLF, comments, other fields, a byte order mark, bad lines and odd values", async () => {
    const { stream } = handFedStream();
    stream.data(fixture("chat-odd-framing.chunks.txt"));
    stream.end();
    expect(await gather(stream)).toMatchObject({ text: "abc", error: undefined });
    expect(stream).toMatchObject({ finishReason: "stop", rawFinishReason: "eos", malformedLines: 4 });
  });

  it("reads a line of 5 MB in small chunks without searching it twice", async () => {
    const long = "长".repeat(1_700_000);
    const line = Buffer.from(
      `data: ${JSON.stringify({ choices: [{ delta: { content: long } }] })}\n\ndata: [DONE]\n\n`,
    );
    const { stream, exchange } = handFedStream();
    const startedAt = performance.now();
    for (let at = 0; at < line.length; at += 1_024) stream.data(line.subarray(at, at + 1_024));
    stream.end();
    expect((await gather(stream)).text).toBe(long);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    expect(exchange.stop).not.toHaveBeenCalled();
  });

  it("gives up on a line without end", () => {
    const { stream, exchange } = handFedStream();
    const chunk = Buffer.alloc(1_048_576, "x");
    for (let count = 0; count < 17; count++) stream.data(chunk);
    expect(exchange.stop).toHaveBeenCalledWith("malformed");
  });

  it.each([
    ["nothing at all", "", "cut"],
    ["only the end mark", "data: [DONE]\n\n", "malformed"],
    ["only rubbish", "hello\n<b>\n", "malformed"],
    ["text alone", 'data: {"choices":[{"delta":{"content":"x"}}]}\n\n', "cut"],
    ["an empty finish reason", 'data: {"choices":[{"delta":{"content":"x"},"finish_reason":""}]}\n\n', "cut"],
    ["a bare string that names a fault", 'data: "Model service overloaded."\n\n', "overloaded"],
    ["an error without prefix", '{"error":{"message":"Rate limit: TPM reached"}}\n', "rate_minute"],
    ["an error beside empty choices", 'data: {"error":{"code":20012},"choices":[]}\n\n', "model_unknown"],
    ["an error with a text alone", 'data: {"message":"boom","data":null}\n\n', "provider_fault"],
  ])("ends %s as %s", async (_, body, reason) => {
    const { stream } = handFedStream();
    stream.data(Buffer.from(body));
    stream.end();
    expect((await gather(stream)).error).toMatchObject({
      name: "ProviderError",
      reason,
      status: 200,
      traceId: "trace-1",
    });
  });

  it.each([
    [
      "a finish reason without end mark",
      'data: {"choices":[{"delta":{"content":"x"},"finish_reason":"length"}]}\n\n',
      "length",
    ],
    ["an end mark without finish reason", 'data: {"choices":[{"delta":{"content":"x"}}]}\n\ndata: [DONE]\n\n', null],
    [
      "a whole message in place of a stream",
      '{"choices":[{"message":{"content":"x"},"finish_reason":"stop"}]}',
      "stop",
    ],
    ["a completion's text", 'data:{"choices":[{"text":"x","finish_reason":"stop"}]}\n\n', "stop"],
  ])("takes %s for whole", async (_, body, finishReason) => {
    const { stream } = handFedStream();
    stream.data(Buffer.from(body));
    stream.end();
    expect(await gather(stream)).toMatchObject({ text: "x", error: undefined });
    expect(stream.finishReason).toBe(finishReason);
  });

  it("never lets the provider's words into the failure", async () => {
    const { stream } = handFedStream();
    stream.data(Buffer.from('data: {"code":50507,"message":"secret prompt of a person","data":null}\n\n'));
    const { error } = await gather(stream);
    expect(JSON.stringify(error) + String(error) + (error as Error).stack).not.toContain("secret");
  });

  it("is whole at the end mark, without waiting for the connection to end", async () => {
    const { stream } = handFedStream();
    stream.data(
      Buffer.from('data: {"choices":[{"delta":{"content":"x"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n'),
    );
    expect(await gather(stream)).toMatchObject({ text: "x", error: undefined });
  });
});

describe("toFinishReason", () => {
  it.each([
    ["stop", "stop"],
    ["eos", "stop"],
    ["length", "length"],
    ["tool_calls", "tool_calls"],
    ["content_filter", "content_filter"],
    ["", null],
    ["whatever", "other"],
  ])("%j is %j", (raw, reason) => expect(toFinishReason(raw)).toBe(reason));
});
