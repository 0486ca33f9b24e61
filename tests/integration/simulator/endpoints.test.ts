import { Blob } from "node:buffer";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { recordingOf, speech as sound } from "../../support/recordings";
import { ask, chunksOf, dataOf, prepareSimulator } from "./support";

let nowMs = Date.UTC(2026, 0, 31);
const simulator = prepareSimulator({ videoMs: 20_000, clock: () => nowMs });

const speaker = "FunAudioLLM/CosyVoice2-0.5B";
const dataUri = (type: string, bytes: Buffer) => `data:${type};base64,${bytes.toString("base64")}`;
const pngOf = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "teal" } })
    .png()
    .toBuffer();

async function json<T>(response: Response | Promise<Response>): Promise<T> {
  const settled = await response;
  if (!settled.ok) throw new Error(`${settled.status} ${await settled.text()}`);
  return (await settled.json()) as T;
}

async function soundOf(speech: object, response_format: string): Promise<Buffer> {
  const response = await simulator.post("/audio/speech", { ...speech, response_format });
  return Buffer.from(await response.arrayBuffer());
}

describe("models", () => {
  const idsOf = async (query: string) =>
    (await json<{ data: { id: string }[] }>(simulator.get(`/models${query}`))).data.map((model) => model.id);

  test("are listed whole, by type and by sub type", async () => {
    const all = await idsOf("");
    expect(all).toContain("deepseek-ai/DeepSeek-V3");
    expect(all).not.toContain("meta-llama/Llama-3.3-70B-Instruct");
    const image = await idsOf("?type=image");
    expect(image).toContain("Qwen/Qwen-Image");
    expect(image).not.toContain("deepseek-ai/DeepSeek-V3");
    expect(await idsOf("?sub_type=reranker")).toContain("BAAI/bge-reranker-v2-m3");
    expect(await idsOf("?type=text&sub_type=speech-to-text")).toEqual([]);
  });
});

describe("chat", () => {
  const tools = [
    {
      type: "function",
      function: {
        name: "get_weather",
        description: "Current weather of a city",
        parameters: {
          type: "object",
          properties: { city: { type: "string" }, unit: { enum: ["c", "f"] } },
          required: ["city"],
        },
      },
    },
    {
      type: "function",
      function: {
        name: "search_documents",
        description: "Finds documents",
        parameters: { type: "object", properties: { query: { type: "string" } } },
      },
    },
  ];

  test("calls the tool that fits, in pieces, and answers from its result", async () => {
    const body = ask("What is the weather in Paris?", { tools });
    const response = await simulator.post("/chat/completions", { ...body, stream: true });
    const chunks = chunksOf(await response.text());
    const deltas = chunks.flatMap((chunk) => chunk.choices[0]!.delta.tool_calls ?? []);
    expect(deltas[0]).toMatchObject({ index: 0, function: { name: "get_weather", arguments: "" } });
    expect(deltas.slice(1).every((delta) => delta.id === "" && delta.function.name === "")).toBe(true);
    const written = deltas.map((delta) => delta.function.arguments).join("");
    expect(JSON.parse(written)).toEqual({ city: "Paris", unit: "c" });
    expect(chunks.at(-1)!.choices[0]!.finish_reason).toBe("tool_calls");

    const call = { id: deltas[0]!.id, type: "function", function: { name: "get_weather", arguments: written } };
    const messages = [
      ...body.messages,
      { role: "assistant", content: "", tool_calls: [call] },
      { role: "tool", tool_call_id: call.id, content: "18 degrees and sunny" },
    ];
    const { choices } = await simulator.complete({ ...body, messages });
    expect(choices[0]).toMatchObject({ finish_reason: "stop" });
    expect(choices[0]!.message.content).toContain("18 degrees and sunny");
  });

  test("calls no tool it may not, one it must, and several at once", async () => {
    const callsOf = async (content: string, more: object = {}) =>
      ((await simulator.complete(ask(content, { tools, ...more }))).choices[0]!.message.tool_calls ?? []).map(
        (call) => call.function.name,
      );
    expect(await callsOf("Hello there, friend")).toEqual([]);
    expect(await callsOf("The weather in Rome?", { tool_choice: "none" })).toEqual([]);
    expect(await callsOf("Hello", { tool_choice: "required" })).toHaveLength(1);
    expect(
      await callsOf("Hello", { tool_choice: { type: "function", function: { name: "search_documents" } } }),
    ).toEqual(["search_documents"]);
    expect(await callsOf("[[tools=2]] weather")).toEqual(["get_weather", "search_documents"]);
  });

  test("answers in JSON and by schema", async () => {
    const object = await simulator.complete(
      ask('Reply in JSON like {"name": "", "count": 0}', { response_format: { type: "json_object" } }),
    );
    expect(Object.keys(JSON.parse(object.choices[0]!.message.content) as object)).toEqual(["name", "count"]);
    const schema = {
      type: "object",
      properties: { city: { type: "string" }, size: { type: "integer", minimum: 3 } },
      required: ["city", "size"],
      additionalProperties: false,
    };
    const exact = await simulator.complete(
      ask("Paris", { response_format: { type: "json_schema", json_schema: { name: "x", schema } } }),
    );
    expect(JSON.parse(exact.choices[0]!.message.content)).toEqual({ city: "Paris: city", size: 3 });
  });

  test("fills the middle", async () => {
    const { choices } = await simulator.complete(
      ask("Write quick sort", { prefix: "def quick_sort(a):\n", suffix: "\nprint(1)" }),
    );
    expect(choices[0]!.message.content).toContain("pivot");
  });

  test("sees pictures and counts them", async () => {
    const image = {
      type: "image_url",
      image_url: { url: dataUri("image/png", await pngOf(800, 600)), detail: "high" },
    };
    const model = "Qwen/Qwen3-VL-32B-Instruct";
    const text = { type: "text", text: "What is this?" };
    const blind = await simulator.complete(ask("", { model, messages: [{ role: "user", content: [text] }] }));
    const seen = await simulator.complete(ask("", { model, messages: [{ role: "user", content: [image, text] }] }));
    expect(seen.usage.prompt_tokens - blind.usage.prompt_tokens).toBe(638);
    expect(seen.choices[0]!.message.content).toContain("800 × 600");
  });

  test("reports and bills cached tokens where they have a price", async () => {
    const model = "deepseek-ai/DeepSeek-V4-Flash";
    const first = [{ role: "user", content: "word ".repeat(200) }];
    const one = await simulator.complete(ask("", { model, messages: first }));
    const two = await simulator.complete(
      ask("", {
        model,
        messages: [...first, { role: "assistant", content: "Yes." }, { role: "user", content: "And?" }],
      }),
    );
    expect(one.usage.prompt_tokens_details.cached_tokens).toBe(0);
    const cached = two.usage.prompt_tokens_details.cached_tokens;
    expect(cached).toBe(192);
    const { entries } = await simulator.control<{ entries: { costNanos: string }[] }>("GET", "/ledger");
    const { prompt_tokens: prompt, completion_tokens: completion } = two.usage;
    expect(entries[1]!.costNanos).toBe(String((prompt - cached) * 140 + cached * 28 + completion * 280));
  });
});

describe("completions", () => {
  const model = "deepseek-ai/DeepSeek-V3";
  test("stream the text they give whole", async () => {
    const body = { model, prompt: "def quick_sort(a):\n", suffix: "\nprint(1)" };
    const whole = await json<{ object: string; choices: { text: string }[] }>(simulator.post("/completions", body));
    expect(whole.object).toBe("text_completion");
    const text = await (await simulator.post("/completions", { ...body, stream: true })).text();
    const events = dataOf(text)
      .filter((data) => data !== "[DONE]")
      .map((data) => JSON.parse(data) as typeof whole);
    expect(events.map((event) => event.choices[0]!.text).join("")).toBe(whole.choices[0]!.text);
  });
  test("give several choices, each as long as it may be", async () => {
    const body = { model, prompt: "Tell me about trees", n: 3, max_tokens: 9 };
    const { choices, usage } = await json<{ choices: unknown[]; usage: { completion_tokens: number } }>(
      simulator.post("/completions", body),
    );
    expect([choices.length, usage.completion_tokens]).toEqual([3, 27]);
  });
});

describe("pictures", () => {
  test("have the asked size and format, need no key, and expire", async () => {
    const body = { model: "black-forest-labs/FLUX.2-pro", prompt: "a lighthouse", image_size: "768x1024", seed: 5 };
    const { images, seed } = await json<{ images: { url: string }[]; seed: number }>(
      simulator.post("/images/generations", body),
    );
    expect([images.length, seed]).toEqual([1, 5]);
    const response = await fetch(images[0]!.url);
    expect(response.headers.get("content-type")).toBe("image/png");
    expect(response.headers.get("access-control-allow-origin")).toBeNull();
    const picture = Buffer.from(await response.arrayBuffer());
    expect(await sharp(picture).metadata()).toMatchObject({ format: "png", width: 768, height: 1024 });
    const again = await json<{ images: { url: string }[] }>(simulator.post("/images/generations", body));
    expect(again.images[0]!.url).not.toBe(images[0]!.url);
    expect(Buffer.from(await (await fetch(again.images[0]!.url)).arrayBuffer()).equals(picture)).toBe(true);
    nowMs += 3_600_000;
    expect((await fetch(images[0]!.url)).status).toBe(403);
  });

  test("come as JPEG when asked, in batches where the model can, and after a picture", async () => {
    const jpeg = await json<{ images: { url: string }[] }>(
      simulator.post("/images/generations", {
        model: "black-forest-labs/FLUX.1-Kontext-pro",
        prompt: "x",
        aspect_ratio: "16:9",
        output_format: "jpeg",
      }),
    );
    expect(await sharp(await bytesOf(jpeg.images[0]!.url)).metadata()).toMatchObject({
      format: "jpeg",
      width: 1360,
      height: 768,
    });
    const batch = await json<{ images: { url: string }[] }>(
      simulator.post("/images/generations", {
        model: "Kwai-Kolors/Kolors",
        prompt: "x",
        image_size: "960x1280",
        batch_size: 3,
      }),
    );
    expect(batch.images).toHaveLength(3);
    const image = dataUri("image/png", await pngOf(300, 300));
    const edited = await json<{ images: { url: string }[] }>(
      simulator.post("/images/generations", { model: "Qwen/Qwen-Image-Edit", prompt: "x", image }),
    );
    expect(await sharp(await bytesOf(edited.images[0]!.url)).metadata()).toMatchObject({ width: 1024, height: 1024 });
    const { totals } = await simulator.control<{ totals: object }>("GET", "/ledger");
    expect(totals).toMatchObject({ calls: 3, quantities: { images: 5 }, costNanos: { CNY: "300000000" } });
  });

  test("can break off half way, or be gone already", async () => {
    const body = { model: "Kwai-Kolors/Kolors", prompt: "x", image_size: "1024x1024" };
    const { images } = await json<{ images: { url: string }[] }>(simulator.post("/images/generations", body));
    await simulator.control("POST", "/faults", { name: "truncated-image", times: 1 });
    await expect(bytesOf(images[0]!.url)).rejects.toThrow();
    await simulator.control("POST", "/faults", { name: "expired-media", times: 1 });
    expect((await fetch(images[0]!.url)).status).toBe(403);
    expect((await fetch(images[0]!.url)).status).toBe(200);
  });

  test("can be something else, elsewhere, or slow, and are forgotten in time", async () => {
    const body = { model: "Kwai-Kolors/Kolors", prompt: "x", image_size: "1024x1024" };
    const { images } = await json<{ images: { url: string }[] }>(simulator.post("/images/generations", body));
    const { url } = images[0]!;
    const fault = (name: string, more = {}) => simulator.control("POST", "/faults", { name, times: 1, ...more });
    const whole = await bytesOf(url);
    await fault("page-instead-of-media");
    expect(await (await fetch(url)).text()).toContain("<!doctype html>");
    await fault("damaged-media");
    const damaged = await bytesOf(url);
    expect([damaged.length, damaged.equals(whole)]).toEqual([whole.length, false]);
    await fault("media-redirect");
    expect((await bytesOf(url)).equals(whole)).toBe(true);
    await fault("media-redirect-private");
    const elsewhere = await fetch(url, { redirect: "manual" });
    expect([elsewhere.status, elsewhere.headers.get("location")]).toEqual([302, expect.stringContaining("169.254.")]);
    await fault("slow-media", { delayMs: 200 });
    const since = performance.now();
    expect((await bytesOf(url)).equals(whole)).toBe(true);
    expect(performance.now() - since).toBeGreaterThan(150);
    await fault("huge-media");
    const reader = (await fetch(url)).body!.getReader();
    let taken = 0;
    while (taken < 20_000_000) taken += (await reader.read()).value!.byteLength;
    await reader.cancel();
    await simulator.control("POST", "/clock", { advanceMs: 3_600_000 });
    expect((await fetch(url)).status).toBe(403);
  });
});

describe("clips", () => {
  interface Status {
    status: string;
    reason: string;
    results: { videos: { url: string }[]; seed: number } | null;
  }
  const submit = (body: object) =>
    json<{ requestId: string }>(
      simulator.post("/video/submit", {
        model: "Wan-AI/Wan2.2-T2V-A14B",
        prompt: "a boat",
        image_size: "1280x720",
        ...body,
      }),
    );
  const statusOf = ({ requestId }: { requestId: string }) =>
    json<Status>(simulator.post("/video/status", { requestId }));

  test("take their time, are billed once when done, and are kept ten minutes", async () => {
    const job = await submit({ seed: 9 });
    expect((await statusOf(job)).status).toBe("InQueue");
    nowMs += 10_000;
    expect(await statusOf(job)).toMatchObject({ status: "InProgress", results: null });
    nowMs += 10_000;
    const done = await statusOf(job);
    expect(done).toMatchObject({ status: "Succeed", results: { seed: 9 } });
    const { url } = done.results!.videos[0]!;
    expect((await statusOf(job)).results!.videos[0]!.url).toBe(url);
    const response = await fetch(url);
    expect(response.headers.get("content-type")).toBe("video/mp4");
    expect(Buffer.from(await response.arrayBuffer()).toString("latin1", 4, 8)).toBe("ftyp");
    const { totals } = await simulator.control<{ totals: object }>("GET", "/ledger");
    expect(totals).toMatchObject({ calls: 1, costNanos: { CNY: "2000000000" } });
    nowMs += 601_000;
    expect((await fetch(url)).status).toBe(403);
    expect((await simulator.post("/video/status", job)).status).toBe(400);
  });

  test("can fail, and then cost nothing", async () => {
    await simulator.control("POST", "/faults", { name: "video-failed", times: 1 });
    const jobs = [await submit({}), await submit({ prompt: "[[fail]]" })];
    nowMs += 20_000;
    for (const job of jobs)
      expect(await statusOf(job)).toMatchObject({ status: "Failed", reason: expect.stringMatching(/\S/) as string });
    expect((await simulator.control<{ entries: unknown[] }>("GET", "/ledger")).entries).toEqual([]);
  });

  test("take the shape of the picture they begin with", async () => {
    const image = dataUri("image/png", await pngOf(90, 160));
    const job = await submit({ model: "Wan-AI/Wan2.2-I2V-A14B", image });
    nowMs += 20_000;
    const bytes = await bytesOf((await statusOf(job)).results!.videos[0]!.url);
    const entry = bytes.indexOf("avc1", bytes.indexOf("stsd"));
    expect([bytes.readUInt16BE(entry + 28), bytes.readUInt16BE(entry + 30)]).toEqual([720, 1280]);
  });
});

describe("sound", () => {
  const speech = { model: speaker, voice: `${speaker}:alex`, input: "Hello, 世界!" };
  test.each([
    ["mp3", "audio/mpeg"],
    ["opus", "audio/ogg"],
    ["wav", "audio/wav"],
    ["pcm", "audio/pcm"],
  ])("comes as %s, in proportion to the text, paid by its bytes", async (format, type) => {
    const response = await simulator.post("/audio/speech", { ...speech, response_format: format });
    expect(response.headers.get("content-type")).toBe(type);
    const short = (await response.arrayBuffer()).byteLength;
    const longer = await simulator.post("/audio/speech", {
      ...speech,
      input: speech.input.repeat(20),
      response_format: format,
    });
    expect((await longer.arrayBuffer()).byteLength / short).toBeGreaterThan(10);
    const { totals } = await simulator.control<{ totals: object }>("GET", "/ledger");
    expect(totals).toMatchObject({ quantities: { utf8_bytes: 14 * 21 }, costNanos: { USD: String(14 * 21 * 7150) } });
  });

  test("can break off", async () => {
    await simulator.control("POST", "/faults", { name: "cut-midstream", times: 1 });
    const input = speech.input.repeat(50);
    await expect(
      simulator.post("/audio/speech", { ...speech, input }).then((response) => response.arrayBuffer()),
    ).rejects.toThrow();
  });

  test("takes voices that were uploaded either way, for their model, until they are deleted", async () => {
    const audio = dataUri("audio/mpeg", await soundOf(speech, "mp3"));
    const one = await json<{ uri: string }>(
      simulator.post("/uploads/audio/voice", { model: speaker, customName: "one", text: "Hello", audio }),
    );
    const form = new FormData();
    for (const [name, value] of Object.entries({ model: speaker, customName: "two", text: "Hello" }))
      form.set(name, value);
    form.set("file", new Blob([await soundOf(speech, "opus")], { type: "audio/ogg" }) as never, "voice.opus");
    const two = await json<{ uri: string }>(simulator.post("/uploads/audio/voice", form));
    const { results } = await json<{ results: { uri: string; customName: string }[] }>(
      simulator.get("/audio/voice/list"),
    );
    expect(results.map((voice) => voice.customName)).toEqual(["one", "two"]);
    expect((await simulator.post("/audio/speech", { ...speech, voice: two.uri })).status).toBe(200);
    const elsewhere = { ...speech, model: "fishaudio/fish-speech-1.5", voice: two.uri };
    expect((await simulator.post("/audio/speech", elsewhere)).status).toBe(400);
    expect(await json<string>(simulator.post("/audio/voice/deletions", { uri: one.uri }))).toBe("success");
    expect((await simulator.post("/audio/speech", { ...speech, voice: one.uri })).status).toBe(400);
  });

  test("takes samples by their content, shorter than 30 seconds, and no field it does not know", async () => {
    const voice = { model: speaker, customName: "one", text: "Hello" };
    const send = async (more: object) => {
      const response = await simulator.post("/uploads/audio/voice", { ...voice, ...more });
      return response.ok ? "taken" : ((await response.json()) as { message: string }).message;
    };
    const wav = dataUri("audio/wav", recordingOf([sound(29_900)]));
    expect(await send({ audio: wav })).toBe("taken");
    expect(await send({ audio: dataUri("audio/wav", recordingOf([sound(30_000)])) })).toMatch(
      /shorter than 30 seconds/,
    );
    expect(await send({ audio: dataUri("audio/mpeg", await pngOf(8, 8)) })).toMatch(/decoded/);
    expect(await send({ audio: wav, speed: 1 })).toMatch(/speed is not permitted/);
    expect(await send({ audio: wav, customName: "我的声音" })).toMatch(/customName/);
    expect(await send({ audio: wav, text: "" })).toMatch(/text/);
    expect((await simulator.control<{ voices: unknown[] }>("GET", "/voices")).voices).toHaveLength(1);
  });

  test("knows voices of others, lets voices go, and calls its list by either name", async () => {
    await simulator.control("POST", "/voices", { customName: "theirs", model: speaker });
    await simulator.control("PUT", "/settings", { voiceListField: "result" });
    expect(await json(simulator.get("/audio/voice/list"))).toMatchObject({ result: [{ customName: "theirs" }] });
    await simulator.control("DELETE", "/voices?name=theirs");
    expect(await json(simulator.get("/audio/voice/list"))).toEqual({ result: [] });
  });

  test("takes a voice by reference", async () => {
    const references = [{ audio: "data:audio/mpeg;base64,AAAA", text: "Hello" }];
    expect((await simulator.post("/audio/speech", { ...speech, voice: "", references })).status).toBe(200);
  });

  test("is heard again by transcription", async () => {
    const wav = await (
      await simulator.post("/audio/speech", { ...speech, response_format: "wav", sample_rate: 8000 })
    ).arrayBuffer();
    const form = new FormData();
    form.set("model", "FunAudioLLM/SenseVoiceSmall");
    form.set("file", new Blob([wav]) as never, "talk.wav");
    const { text, duration } = await json<{ text: string; duration: number }>(
      simulator.post("/audio/transcriptions", form),
    );
    expect(text).toMatch(/^<\|en\|><\|NEUTRAL\|>.*talk\.wav/);
    expect(duration).toBeCloseTo((wav.byteLength - 44) / 16_000, 3);
    form.delete("file");
    expect((await simulator.post("/audio/transcriptions", form)).status).toBe(400);
  });
});

describe("retrieval", () => {
  test("puts similar texts near each other, as floats or base64", async () => {
    const input = [
      "How do I reset my password?",
      "I forgot my password, how can I reset it?",
      "Bananas are rich in potassium.",
    ];
    const body = { model: "Qwen/Qwen3-Embedding-8B", input, dimensions: 256 };
    const { data, usage } = await json<{ data: { embedding: number[] }[]; usage: { prompt_tokens: number } }>(
      simulator.post("/embeddings", body),
    );
    const [a, b, c] = data.map((item) => item.embedding) as [number[], number[], number[]];
    const dot = (x: number[], y: number[]) => x.reduce((sum, value, index) => sum + value * y[index]!, 0);
    expect(a).toHaveLength(256);
    expect(dot(a, a)).toBeCloseTo(1, 4);
    expect(dot(a, b)).toBeGreaterThan(dot(a, c) + 0.2);
    expect(usage.prompt_tokens).toBeGreaterThan(0);
    const packed = await json<{ data: { embedding: string }[] }>(
      simulator.post("/embeddings", { ...body, encoding_format: "base64" }),
    );
    const bytes = Buffer.from(packed.data[0]!.embedding, "base64");
    expect(bytes.readFloatLE(0)).toBeCloseTo(a[0]!, 6);
  });

  test("ranks what speaks of the question first", async () => {
    const documents = [
      "Bananas are yellow.",
      "To reset a password, open the settings.",
      "The password can be reset by mail.",
    ];
    const body = {
      model: "BAAI/bge-reranker-v2-m3",
      query: "reset the password",
      documents,
      top_n: 2,
      return_documents: true,
    };
    const answer = await json<{
      results: { index: number; relevance_score: number; document: { text: string } }[];
      tokens: object;
      meta: { tokens: object };
    }>(simulator.post("/rerank", body));
    expect(answer.results.map((result) => result.index).sort()).toEqual([1, 2]);
    expect(answer.results[0]!.relevance_score).toBeGreaterThanOrEqual(answer.results[1]!.relevance_score);
    expect(answer.results[0]!.document.text).toMatch(/password/);
    expect(answer.tokens).toEqual(answer.meta.tokens);
  });
});

async function bytesOf(url: string): Promise<Buffer> {
  return Buffer.from(await (await fetch(url)).arrayBuffer());
}
