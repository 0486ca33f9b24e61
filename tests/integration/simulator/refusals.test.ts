import net from "node:net";
import { describe, expect, test } from "vitest";
import { ask, prepareSimulator } from "./support";

const simulator = prepareSimulator();
const plainModel = "deepseek-ai/DeepSeek-V3";
const user = [{ role: "user", content: "Hi" }];

async function refusalOf(path: string, body: unknown) {
  const response = await simulator.post(path, body);
  expect(response.headers.get("x-siliconcloud-trace-id")).toMatch(/\S/);
  return { status: response.status, body: (await response.json()) as unknown };
}
const parameter = (message: RegExp) => ({
  status: 400,
  body: { code: 20015, message: expect.stringMatching(message) as string, data: null },
});

describe("keys and paths", () => {
  test.each([
    ["none", undefined, "Api key is invalid"],
    ["a wrong one", "Bearer sk-other", "Invalid token"],
    ["no bearer", "sk-simulator", "Invalid token"],
  ])("%s is 401 with a bare string", async (_, authorization, text) => {
    const response = await fetch(`${simulator.current().url}/models`, {
      headers: authorization ? { authorization } : {},
    });
    expect(response.status).toBe(401);
    expect(await response.json()).toBe(text);
  });

  test.each([
    "/v1/v1/chat/completions",
    "/v1/nothing",
    "/",
    "/v1/constructor",
    "/v1/__proto__",
    "/media/0123456789/x.png",
  ])("%s is not there", async (path) => {
    const response = await fetch(`${simulator.current().origin}${path}`);
    expect(response.status).toBe(404);
    if (!path.startsWith("/media")) expect(await response.text()).toBe("404 page not found");
    expect(response.headers.get("x-siliconcloud-trace-id")).toBeTruthy();
  });

  test("another method is 405 in plain text", async () => {
    const response = await simulator.get("/chat/completions");
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
    expect(response.headers.get("content-type")).toMatch(/^text\/plain/);
  });

  test("the caller's trace id comes back", async () => {
    const { url, apiKey } = simulator.current();
    const headers = { authorization: `Bearer ${apiKey}`, "x-trace-id": "mine-1" };
    const response = await fetch(`${url}/models`, { headers });
    expect(response.headers.get("x-siliconcloud-trace-id")).toBe("mine-1");
  });
});

describe("chat refuses", () => {
  test("a model it does not know", async () => {
    expect(await refusalOf("/chat/completions", ask("Hi", { model: "no/such" }))).toEqual({
      status: 400,
      body: { code: 20012, message: "Model does not exist. Please check it carefully.", data: null },
    });
    expect((await refusalOf("/chat/completions", ask("Hi", { model: "Qwen/Qwen-Image" }))).body).toMatchObject({
      code: 20012,
    });
  });

  test.each<[string, Record<string, unknown>, RegExp]>([
    ["no model", { model: "" }, /^model is required/],
    ["no messages", { messages: [] }, /^messages must have/],
    ["messages that are none", { messages: "Hi" }, /^messages must be an array/],
    ["an odd role", { messages: [{ role: "robot", content: "x" }] }, /^messages\[0\]\.role/],
    ["no content", { messages: [{ role: "user" }] }, /^messages\[0\]\.content/],
    ["an odd part", { messages: [{ role: "user", content: [{ type: "file" }] }] }, /content\[0\]\.type/],
    [
      "a picture it cannot see",
      {
        messages: [
          { role: "user", content: [{ type: "image_url", image_url: { url: "data:image/png;base64,AAAA" } }] },
        ],
      },
      /image_url/,
    ],
    ["heat", { temperature: 2.1 }, /^temperature is 2\.1/],
    ["top_p of zero", { top_p: 0 }, /^top_p is 0/],
    ["a text as number", { top_k: "50" }, /^top_k must be a number/],
    ["five stops", { stop: ["a", "b", "c", "d", "e"] }, /^stop must have at most 4/],
    ["too many tokens", { max_tokens: 4097 }, /^max_tokens is 4097/],
    ["no tokens", { max_tokens: 0 }, /^max_tokens is 0/],
    ["enable_thinking", { enable_thinking: false }, /^enable_thinking is not supported/],
    ["thinking_budget", { thinking_budget: 1024 }, /^thinking_budget is not supported/],
    ["reasoning_effort", { reasoning_effort: "high" }, /^reasoning_effort is not supported/],
    ["min_p", { min_p: 0.1 }, /^min_p is not supported/],
    ["two answers", { n: 2 }, /^n is 2/],
    ["an odd format", { response_format: { type: "xml" } }, /^response_format\.type/],
    ["a schema that is none", { response_format: { type: "json_schema", json_schema: {} } }, /schema is required/],
    ["a tool without a name", { tools: [{ type: "function", function: {} }] }, /^tools\[0\]\.function\.name/],
    [
      "129 tools",
      { tools: Array.from({ length: 129 }, (_, n) => ({ type: "function", function: { name: `f${n}` } })) },
      /at most 128/,
    ],
    ["a tool it was not given", { tool_choice: { type: "function", function: { name: "x" } } }, /^tool_choice names x/],
    ["a stream that is a text", { stream: "yes" }, /^stream must be a boolean/],
  ])("%s", async (_, more, message) => {
    expect(await refusalOf("/chat/completions", ask("Hi", more))).toEqual(parameter(message));
  });

  test.each<[string, string, Record<string, unknown>, RegExp]>([
    [
      "tools",
      "tencent/Hunyuan-MT-7B",
      { tools: [{ type: "function", function: { name: "f" } }] },
      /Function call is not supported/,
    ],
    ["a suffix", "Qwen/Qwen2.5-7B-Instruct", { suffix: "x" }, /^suffix is not supported/],
    [
      "two questions in a row",
      "deepseek-ai/DeepSeek-R1",
      { messages: [...user, ...user] },
      /^messages\[1\]: consecutive/,
    ],
    [
      "tools while it thinks",
      "deepseek-ai/DeepSeek-V3.1",
      { tools: [{ type: "function", function: { name: "f" } }] },
      /enable_thinking to be false/,
    ],
    ["a small budget", "Qwen/Qwen3-8B", { thinking_budget: 10 }, /^thinking_budget is 10/],
    [
      "a broken picture",
      "deepseek-ai/deepseek-vl2",
      {
        messages: [
          { role: "user", content: [{ type: "image_url", image_url: { url: "data:image/png;base64,AAAA" } }] },
        ],
      },
      /readable image/,
    ],
  ])("%s to %s", async (_, model, more, message) => {
    expect(await refusalOf("/chat/completions", ask("Hi", { model, ...more }))).toEqual(parameter(message));
  });

  test("a prompt longer than the window, and one that leaves too little room", async () => {
    const model = "deepseek-ai/deepseek-vl2";
    const long = await refusalOf("/chat/completions", ask("word ".repeat(5000), { model }));
    expect(long).toEqual(parameter(/^length of prompt_tokens \(\d+\) must be less than max_seq_len \(4096\)/));
    const tight = await refusalOf("/chat/completions", ask("word ".repeat(3000), { model, max_tokens: 3000 }));
    expect(tight).toEqual(parameter(/^max_tokens \(3000\) plus/));
    const fitting = await simulator.complete(ask(`[[tokens=4000]] ${"word ".repeat(3000)}`, { model }));
    expect(fitting.choices[0]!.finish_reason).toBe("length");
  });

  test.each(["", "{", "[]", "null", "3"])("the body %j", async (body) => {
    const { url, apiKey } = simulator.current();
    const response = await fetch(`${url}/chat/completions`, {
      method: "POST",
      headers: { authorization: `Bearer ${apiKey}` },
      body,
    });
    expect(await response.json()).toMatchObject({ code: 20015 });
  });
});

test("/completions wraps its errors", async () => {
  expect(await refusalOf("/completions", { model: plainModel })).toEqual({
    status: 400,
    body: { error: { message: "prompt is required.", type: "invalid_request_error", param: null, code: null } },
  });
  const response = await fetch(`${simulator.current().url}/completions`, { method: "POST" });
  expect(await response.json()).toMatchObject({ error: { message: "Api key is invalid" } });
});

describe("other endpoints refuse", () => {
  const image = { model: "black-forest-labs/FLUX.1-schnell", prompt: "x", image_size: "1024x1024" };
  const speech = { model: "FunAudioLLM/CosyVoice2-0.5B", input: "Hi", voice: "FunAudioLLM/CosyVoice2-0.5B:alex" };
  test.each<[string, Record<string, unknown>, RegExp]>([
    ["/images/generations", { ...image, prompt: "" }, /^prompt is required/],
    ["/images/generations", { ...image, image_size: undefined }, /^image_size is required/],
    ["/images/generations", { ...image, image_size: "123x456" }, /^image_size must be one of/],
    ["/images/generations", { ...image, seed: -1 }, /^seed is -1/],
    ["/images/generations", { ...image, model: "black-forest-labs/FLUX.1-dev" }, /^num_inference_steps is required/],
    [
      "/images/generations",
      { ...image, model: "black-forest-labs/FLUX.1-dev", num_inference_steps: 20, image_size: "2000x2000" },
      /at most 2359296 pixels/,
    ],
    ["/images/generations", { model: "Qwen/Qwen-Image-Edit", prompt: "x" }, /^image is required/],
    [
      "/images/generations",
      { model: "Kwai-Kolors/Kolors", prompt: "x", image_size: "1024x1024", batch_size: 5 },
      /^batch_size is 5/,
    ],
    [
      "/images/generations",
      { model: "black-forest-labs/FLUX.1-Kontext-pro", prompt: "x", aspect_ratio: "30:1" },
      /^aspect_ratio/,
    ],
    [
      "/images/generations",
      { model: "black-forest-labs/FLUX-1.1-pro", prompt: "x", width: 1000 },
      /^width must be a multiple of 32/,
    ],
    ["/video/submit", { model: "Wan-AI/Wan2.2-T2V-A14B", prompt: "x" }, /^image_size is required/],
    ["/video/submit", { model: "Wan-AI/Wan2.2-T2V-A14B", prompt: "x", image_size: "1x1" }, /^image_size must be/],
    ["/video/submit", { model: "Wan-AI/Wan2.2-I2V-A14B", prompt: "x", image_size: "960x960" }, /^image is required/],
    ["/video/status", { requestId: "nothing" }, /^requestId does not exist/],
    ["/audio/speech", { ...speech, colour: "red" }, /^colour is not a field/],
    ["/audio/speech", { ...speech, voice: "alex" }, /^voice must be one of/],
    ["/audio/speech", { ...speech, voice: "speech:gone:a:b" }, /^voice does not exist/],
    ["/audio/speech", { ...speech, response_format: "mp3", sample_rate: 8000 }, /^sample_rate must be/],
    ["/audio/speech", { ...speech, speed: 5 }, /^speed is 5/],
    [
      "/audio/speech",
      { ...speech, references: [{ audio: "data:audio/mpeg;base64,AAAA", text: "x" }] },
      /together with voice/,
    ],
    [
      "/uploads/audio/voice",
      { model: speech.model, customName: "a b", text: "x", audio: "data:audio/mpeg;base64,AAAA" },
      /^customName/,
    ],
    ["/uploads/audio/voice", { model: speech.model, customName: "a", text: "x", audio: "nothing" }, /^audio must be/],
    ["/audio/voice/deletions", { uri: "speech:gone:a:b" }, /^uri does not exist/],
    ["/audio/transcriptions", {}, /multipart/],
    ["/embeddings", { model: "BAAI/bge-m3", input: [] }, /^input is required/],
    ["/embeddings", { model: "BAAI/bge-m3", input: ["a", ""] }, /empty strings/],
    ["/embeddings", { model: "BAAI/bge-m3", input: Array.from({ length: 33 }, () => "a") }, /at most 32/],
    [
      "/embeddings",
      { model: "BAAI/bge-large-zh-v1.5", input: ["a", "字".repeat(1000)] },
      /must be less than max_seq_len \(512\)/,
    ],
    ["/embeddings", { model: "BAAI/bge-m3", input: "a", dimensions: 64 }, /^dimensions is not supported/],
    ["/embeddings", { model: "Qwen/Qwen3-Embedding-8B", input: "a", dimensions: 65 }, /^dimensions must be/],
    ["/rerank", { model: "BAAI/bge-reranker-v2-m3", query: "a", documents: [] }, /^documents must be/],
    [
      "/rerank",
      { model: "BAAI/bge-reranker-v2-m3", query: "a", documents: ["a"], overlap_tokens: 81 },
      /^overlap_tokens is 81/,
    ],
    [
      "/rerank",
      { model: "Qwen/Qwen3-Reranker-8B", query: "a", documents: ["a"], overlap_tokens: 8 },
      /^overlap_tokens is not/,
    ],
  ])("%s %j", async (path, body, message) => {
    expect(await refusalOf(path, body)).toEqual(parameter(message));
  });

  test("speech without any voice, by its own code", async () => {
    expect((await refusalOf("/audio/speech", { ...speech, voice: "" })).body).toMatchObject({ code: 20052 });
  });

  test("a picture that moderation does not like", async () => {
    expect((await refusalOf("/images/generations", { ...image, prompt: "[[moderate]]" })).status).toBe(451);
  });

  test("an odd filter of models", async () => {
    expect((await simulator.get("/models?type=cake")).status).toBe(400);
  });
});

test("nothing sent to it stops it", async () => {
  const { origin, apiKey } = simulator.current();
  const { port } = new URL(origin);
  for (const text of [
    "\0\0\0",
    "GET / HTTP/9.9\r\n\r\n",
    "POST /v1/models HTTP/1.1\r\ncontent-length: 5\r\n\r\n",
    "GET //// HTTP/1.1\r\nhost: [\r\n\r\n",
  ]) {
    await new Promise<void>((resolve) => {
      const socket = net.connect(Number(port), "127.0.0.1", () => socket.end(text));
      socket
        .on("error", () => {})
        .once("close", () => resolve())
        .resume();
    });
  }
  const deep = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;
  const headers = { authorization: `Bearer ${apiKey}` };
  await fetch(`${origin}/v1/chat/completions`, {
    method: "POST",
    headers,
    body: `{"model":"${plainModel}","messages":${deep}}`,
  });
  await fetch(`${origin}/control/faults`, { method: "POST", headers: { "x-simulator-control": apiKey }, body: deep });
  expect((await simulator.get("/models")).status).toBe(200);
});
