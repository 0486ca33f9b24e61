import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { createSiliconFlow } from "@/lib/siliconflow";
import { answerWith, hello, scriptProvider, type Answer } from "./scripted-server";

const busy = answerWith(503, { code: 50505, message: "Model service overloaded.", data: null });
const image = { model: "m", prompt: "a cat", image_size: "1024x1024" };
const speech = { model: "m", input: "hello", voice: "m:alex" };
const wav = Buffer.concat([Buffer.from("RIFF"), Buffer.alloc(60_000, 7)]);

async function caught(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable("it should have failed"),
    (error: unknown) => error,
  );
}

describe("answers", () => {
  it("chat.create and completions.create", async () => {
    const { client, calls } = await scriptProvider([
      answerWith(200, {
        choices: [
          {
            message: {
              content: "hi",
              reasoning_content: "r",
              tool_calls: [{ id: "c", type: "function", function: { name: "f", arguments: "{}" } }],
            },
            finish_reason: "eos",
          },
        ],
        usage: { prompt_tokens: 1, completion_tokens: 2 },
      }),
      answerWith(200, { choices: [{ text: "done", finish_reason: "stop" }] }),
    ]);
    expect(await client.chat.create(hello)).toMatchObject({
      text: "hi",
      reasoning: "r",
      toolCalls: [{ id: "c", name: "f", arguments: "{}" }],
      finishReason: "stop",
      usage: { inputTokens: 1, outputTokens: 2 },
      traceId: "trace-1",
    });
    expect(await client.completions.create({ model: "m", prompt: "p", suffix: "s" })).toMatchObject({ text: "done" });
    expect(calls.map((call) => [call.path, JSON.parse(call.body)])).toEqual([
      ["/v1/chat/completions", { ...hello, stream: false }],
      ["/v1/completions", { model: "m", prompt: "p", suffix: "s", stream: false }],
    ]);
  });

  it("images, videos", async () => {
    const { client } = await scriptProvider([
      answerWith(200, { images: [{ url: "https://m.example/a.png" }], timings: { inference: 2.3 }, seed: 5 }),
      answerWith(200, { requestId: "r1" }),
      answerWith(200, { status: "InQueue", results: null }),
      answerWith(200, { status: "InProgress", reason: "" }),
      answerWith(200, { status: "Failed", reason: "their words" }),
      answerWith(200, { status: "Succeed", results: { videos: [{ url: "https://m.example/v.mp4" }], seed: 1 } }),
    ]);
    expect(await client.images.generate(image)).toEqual({
      urls: ["https://m.example/a.png"],
      inferenceSeconds: 2.3,
      seed: 5,
      traceId: "trace-1",
    });
    const video = { model: "m", prompt: "p", image_size: "1280x720" as const };
    expect(await client.videos.submit(video)).toEqual({ requestId: "r1", traceId: "trace-1" });
    expect(await client.videos.status("r1")).toEqual({ state: "queued" });
    expect(await client.videos.status("r1")).toEqual({ state: "running" });
    expect(await client.videos.status("r1")).toEqual({ state: "failed" });
    expect(await client.videos.status("r1")).toMatchObject({ state: "succeeded", urls: ["https://m.example/v.mp4"] });
  });

  it("speech as it arrives", async () => {
    const { client } = await scriptProvider((response) => {
      response.writeHead(200, { "content-type": "audio/wav", "x-siliconcloud-trace-id": "trace-1" });
      response.write(wav.subarray(0, 1_000));
      setTimeout(() => response.end(wav.subarray(1_000)), 20);
    });
    const { audio, contentType, traceId } = await client.speech.create({ ...speech, response_format: "wav" });
    expect([contentType, traceId]).toEqual(["audio/wav", "trace-1"]);
    expect(await buffer(audio)).toEqual(wav);
  });

  it("voices and transcriptions, by JSON and by multipart", async () => {
    const { client, calls } = await scriptProvider([
      answerWith(200, { uri: "speech:a:b:c" }),
      answerWith(200, { uri: "speech:d" }),
      answerWith(200, { result: [{ uri: "speech:d", model: "m", customName: "n", text: "t" }, { uri: "" }, null] }),
      answerWith(200, '"ok"'),
      answerWith(200, { text: "<|zh|><|NEUTRAL|>你好 " }),
    ]);
    const voice = { model: "m", customName: "n", text: "t" };
    expect(await client.voices.upload({ ...voice, audio: "data:audio/mpeg;base64,AAAA" })).toEqual({
      uri: "speech:a:b:c",
      traceId: "trace-1",
    });
    const bytes = Uint8Array.of(0, 255, 13, 10);
    expect((await client.voices.uploadFile({ ...voice, bytes, mediaType: "audio/wav" })).uri).toBe("speech:d");
    expect(await client.voices.list()).toEqual([{ uri: "speech:d", model: "m", customName: "n", text: "t" }]);
    await client.voices.delete("speech:d");
    expect((await client.transcriptions.create({ model: "m", bytes, mediaType: "audio/wav" })).text).toBe("你好");
    const upload = calls[1]!;
    expect(upload.headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
    expect(Number(upload.headers["content-length"])).toBe(upload.body.length);
    expect(Buffer.from(upload.body, "latin1").includes(Buffer.from(bytes))).toBe(true);
    expect(calls.map((call) => `${call.method} ${call.path}`)).toEqual([
      "POST /v1/uploads/audio/voice",
      "POST /v1/uploads/audio/voice",
      "GET /v1/audio/voice/list",
      "POST /v1/audio/voice/deletions",
      "POST /v1/audio/transcriptions",
    ]);
  });

  it("models, user, embeddings, rerank", async () => {
    const packed = Buffer.alloc(8);
    packed.writeFloatLE(0.5, 0);
    packed.writeFloatLE(-1, 4);
    const { client, calls } = await scriptProvider([
      answerWith(200, { object: "list", data: [{ id: "a" }, { id: "a" }, { id: "b" }, {}] }),
      answerWith(200, { code: 20000, data: { id: "u", balance: "0.88", chargeBalance: "oops", totalBalance: "-1.5" } }),
      answerWith(200, {
        data: [
          { index: 1, embedding: [0.25, 2] },
          { index: 0, embedding: packed.toString("base64") },
        ],
        usage: { prompt_tokens: 3, completion_tokens: 0 },
      }),
      answerWith(200, {
        results: [
          { index: 0, relevance_score: 0.1 },
          { index: 1, relevance_score: 0.9, document: { text: "b" } },
        ],
        meta: { tokens: { input_tokens: 10, output_tokens: 0 } },
      }),
    ]);
    expect(await client.models.list({ type: "text", subType: "chat" })).toEqual([{ id: "a" }, { id: "b" }]);
    expect(calls[0]!.path).toBe("/v1/models?type=text&sub_type=chat");
    expect(await client.user.info()).toMatchObject({ balance: "0.88", chargeBalance: undefined, totalBalance: "-1.5" });
    const embedded = await client.embeddings.create({ model: "m", input: ["x", "y"] });
    expect(embedded.vectors.map((vector) => [...vector])).toEqual([
      [0.5, -1],
      [0.25, 2],
    ]);
    const ranked = await client.rerank.create({ model: "m", query: "q", documents: ["a", "b"] });
    expect(ranked).toMatchObject({
      results: [{ index: 1, score: 0.9, document: "b" }, { index: 0 }],
      usage: { inputTokens: 10, outputTokens: 0 },
    });
  });
});

describe("a success is believed only with the promised thing in hand", () => {
  it.each<[string, unknown, string, string]>([
    ["chat", "{}", "malformed", "unknown"],
    ["chat", '{"choices":[]}', "malformed", "unknown"],
    ["chat", "", "malformed", "unknown"],
    ["chat", "<html>", "malformed", "unknown"],
    ["chat", { code: 50505, message: "x", data: null }, "overloaded", "refused"],
    ["images", { images: [] }, "malformed", "unknown"],
    ["images", { images: [{ url: "javascript:alert(1)" }] }, "malformed", "unknown"],
    ["images", { code: 50507, message: "x" }, "provider_fault", "unknown"],
    ["submit", { requestId: "" }, "malformed", "unknown"],
    ["status", { status: "Succeed", results: { videos: [] } }, "malformed", "unknown"],
    ["status", { status: "Perhaps" }, "malformed", "unknown"],
    ["speech", { code: 20052, message: "x" }, "voice_missing", "refused"],
    ["speech", "", "malformed", "unknown"],
    ["speech", "<html>", "malformed", "unknown"],
    ["models", { data: "x" }, "malformed", "unknown"],
    ["models", { data: [{}] }, "malformed", "unknown"],
    ["user", '"nobody"', "malformed", "unknown"],
    ["embeddings", { data: [] }, "malformed", "unknown"],
    ["embeddings", { data: [{ embedding: [null] }] }, "malformed", "unknown"],
    ["embeddings", { data: [{ index: 3, embedding: [1] }] }, "malformed", "unknown"],
    ["rerank", { results: [{ index: 9, relevance_score: 1 }] }, "malformed", "unknown"],
    ["transcriptions", { text: null }, "malformed", "unknown"],
  ])("%s: %j is %s", async (endpoint, body, reason, outcome) => {
    const { client, calls } = await scriptProvider(answerWith(200, body, { "content-type": "application/json" }));
    const bytes = Uint8Array.of(1);
    const attempts: Record<string, () => Promise<unknown>> = {
      chat: () => client.chat.create(hello),
      images: () => client.images.generate(image),
      submit: () => client.videos.submit({ model: "m", prompt: "p", image_size: "960x960" }),
      status: () => client.videos.status("r"),
      speech: () => client.speech.create(speech),
      models: () => client.models.list(),
      user: () => client.user.info(),
      embeddings: () => client.embeddings.create({ model: "m", input: "x" }),
      rerank: () => client.rerank.create({ model: "m", query: "q", documents: ["a"] }),
      transcriptions: () => client.transcriptions.create({ model: "m", bytes, mediaType: "audio/wav" }),
    };
    expect(await caught(attempts[endpoint]!())).toMatchObject({ name: "ProviderError", reason, outcome, status: 200 });
    expect(calls).toHaveLength(1);
  });

  it("refuses compressed answers, endless ones and broken HTTP", async () => {
    const zipped = await scriptProvider(answerWith(200, "xx", { "content-encoding": "gzip" }));
    expect(await caught(zipped.client.models.list())).toMatchObject({ reason: "malformed" });
    const endless = await scriptProvider((response) => {
      response.writeHead(200);
      const more = () => {
        while (response.write(Buffer.alloc(65_536, "x")));
      };
      response.on("drain", more);
      more();
    });
    expect(await caught(endless.client.models.list())).toMatchObject({ reason: "malformed" });
    await expect.poll(() => endless.calls[0]!.hungUpAt).toBeDefined();
    const broken = await scriptProvider((response) => void response.socket?.end("HTTP/9 nonsense\r\n\r\n"));
    expect(await caught(broken.client.images.generate(image))).toMatchObject({
      reason: "malformed",
      outcome: "unknown",
    });
  });
});

describe("repetition", () => {
  const limited = (headers: Record<string, string> = {}, kind = "TPM"): Answer =>
    answerWith(429, { message: `Details:${kind} limit reached.`, data: null }, headers);
  const drop: Answer = (_response, _call, request) => void request.socket.destroy();

  it("makes at most three attempts, and stops at the first success", async () => {
    const down = await scriptProvider(busy);
    expect(await caught(down.client.chat.stream(hello))).toMatchObject({ reason: "overloaded", traceId: "trace-1" });
    expect(down.calls).toHaveLength(3);
    const recovering = await scriptProvider([busy, limited(), answerWith(200, { data: [{ id: "a" }] })]);
    expect(await recovering.client.models.list()).toHaveLength(1);
    expect(recovering.calls).toHaveLength(3);
  });

  it("waits as long as Retry-After says, up to its bound", async () => {
    const { client, calls } = await scriptProvider([limited({ "retry-after": "0.2" }), answerWith(200, { data: [] })]);
    await client.models.list();
    expect(calls[1]!.at - calls[0]!.at).toBeGreaterThanOrEqual(195);
    const long = await scriptProvider(limited({ "retry-after": "3600" }));
    expect(await caught(long.client.models.list())).toMatchObject({
      code: "rate_limited",
      details: { retryAfterMs: 3_600_000 },
    });
    expect(long.calls).toHaveLength(1);
  });

  it.each([
    ["a daily limit", limited({}, "RPD"), "rate_day"],
    ["400", answerWith(400, { code: 20015, message: "x", data: null }), "parameters"],
    ["401", answerWith(401, '"Invalid token"'), "key"],
    ["402", answerWith(402, { code: 30001 }), "balance_or_verification"],
    ["403", answerWith(403, "Forbidden", {}), "permission"],
    ["404", answerWith(404, "404 page not found", {}), "endpoint_missing"],
    ["410", answerWith(410, "", {}), "endpoint_gone"],
    ["a redirect, which is not followed", answerWith(302, "", { location: "http://127.0.0.1:1/" }), "endpoint_missing"],
  ])("never after %s", async (_, answer, reason) => {
    const { client, calls } = await scriptProvider(answer);
    expect(await caught(client.chat.stream(hello))).toMatchObject({ reason });
    expect(calls).toHaveLength(1);
  });

  it("asks again after a dropped connection only where that cannot be paid twice", async () => {
    const chat = await scriptProvider(drop);
    expect(await caught(chat.client.chat.stream(hello))).toMatchObject({
      reason: "unreachable",
      outcome: "unknown",
      status: 0,
    });
    expect(chat.calls).toHaveLength(3);
    for (const paid of ["images", "submit", "speech", "transcription"] as const) {
      const { client, calls } = await scriptProvider(drop);
      const bytes = Uint8Array.of(1);
      const call = {
        images: () => client.images.generate(image),
        submit: () => client.videos.submit({ model: "m", prompt: "p", image_size: "960x960" }),
        speech: () => client.speech.create(speech),
        transcription: () => client.transcriptions.create({ model: "m", bytes, mediaType: "audio/wav" }),
      }[paid];
      expect(await caught(call())).toMatchObject({ reason: "unreachable", outcome: "unknown", retryable: false });
      expect(calls).toHaveLength(1);
    }
  });

  it("never resends an unknown outcome: silence, a lost gateway, an answer cut in the middle", async () => {
    const answers: [Answer, string][] = [
      [() => undefined, "timeout_total"],
      [answerWith(504, ""), "gateway_timeout"],
      [answerWith(502, "<html>", {}), "provider_fault"],
      [
        (response) => {
          response.writeHead(200, { "content-length": "100" });
          response.write("{", () => response.socket?.destroy());
        },
        "cut",
      ],
    ];
    for (const [answer, reason] of answers) {
      const { client, calls } = await scriptProvider(answer, { totalTimeoutMs: 150 });
      expect(await caught(client.images.generate(image))).toMatchObject({ reason, outcome: "unknown" });
      expect(calls).toHaveLength(1);
    }
  });

  it("sends a paid call again where it was refused", async () => {
    const { client, calls } = await scriptProvider([
      busy,
      answerWith(200, { images: [{ url: "https://m.example/a" }] }),
    ]);
    expect((await client.images.generate(image)).urls).toHaveLength(1);
    expect(calls).toHaveLength(2);
  });

  it("tells a connection that was never made from one that broke", async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, "127.0.0.1", resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const slept: number[] = [];
    const client = createSiliconFlow({
      baseUrl: `http://127.0.0.1:${port}/v1`,
      apiKey: "k",
      sleep: async (milliseconds) => void slept.push(milliseconds),
    });
    expect(await caught(client.images.generate(image))).toMatchObject({
      reason: "unreachable",
      outcome: "refused",
      status: 0,
      networkCode: "ECONNREFUSED",
    });
    expect(slept).toHaveLength(2);
    await client.close();
  });

  it("in an outage lets one call find out while the others wait for it", async () => {
    const { client, calls } = await scriptProvider(busy, { probeIntervalMs: 300, attempts: 1 });
    for (let count = 0; count < 5; count++) await caught(client.chat.stream(hello));
    const errors = await Promise.all(Array.from({ length: 20 }, () => caught(client.chat.stream(hello))));
    expect(errors.every((error) => (error as { reason: string }).reason === "overloaded")).toBe(true);
    const probes = calls.slice(4).map(({ at }) => at);
    expect(probes.length).toBeGreaterThan(1);
    expect(probes.length).toBeLessThan(5);
    for (const [index, at] of probes.slice(1).entries()) expect(at - probes[index]!).toBeGreaterThan(250);
  });
});

describe("speech that breaks", () => {
  it("ends its stream with the failure after what came", async () => {
    const { client } = await scriptProvider((response) => {
      response.writeHead(200, { "content-type": "audio/mpeg", "content-length": "9999" });
      response.write(Buffer.alloc(500, 0xff), () => setTimeout(() => response.socket?.destroy(), 20));
    });
    const { audio } = await client.speech.create(speech);
    expect(await caught(buffer(audio))).toMatchObject({ reason: "cut", outcome: "unknown" });
  });

  it("makes the provider wait for its listener, and hangs up when the listener leaves", async () => {
    const { client, calls } = await scriptProvider(
      (response) => {
        response.writeHead(200, { "content-type": "audio/pcm" });
        const more = () => {
          while (!response.destroyed && response.write(Buffer.alloc(65_536, 1)));
        };
        response.on("drain", more);
        more();
      },
      { gapTimeoutMs: 100 },
    );
    const { audio } = await client.speech.create({ ...speech, response_format: "pcm" });
    // Longer than the provider may be silent: waiting for the listener is not silence.
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(audio.errored).toBeNull();
    expect(audio.readableLength).toBeLessThan(1_000_000);
    audio.destroy();
    await expect.poll(() => calls[0]!.hungUpAt).toBeDefined();
  });

  it("ends when the provider falls silent", async () => {
    const { client } = await scriptProvider(
      (response) => {
        response.writeHead(200, { "content-type": "audio/mpeg" });
        response.write(Buffer.alloc(500, 0xff));
      },
      { gapTimeoutMs: 60 },
    );
    const { audio } = await client.speech.create(speech);
    expect(await caught(buffer(audio))).toMatchObject({ reason: "timeout_gap" });
  });
});

describe("without a key", () => {
  it.each([undefined, "", "two words", "line\nbreak"])("%j: says so before anything is sent", async (apiKey) => {
    const { client, calls } = await scriptProvider(answerWith(200, {}), { apiKey });
    expect(await caught(client.chat.stream(hello))).toMatchObject({
      reason: "unconfigured",
      outcome: "refused",
      status: 0,
    });
    expect(calls).toHaveLength(0);
  });
});
