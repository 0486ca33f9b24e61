import { describe, expect, test } from "vitest";
import { faultNames } from "@/lib/simulator";
import { ask, chunksOf, dataOf, prepareSimulator, textOf, type Completion } from "./support";

const simulator = prepareSimulator();
const path = "/chat/completions";
const set = (name: string, more: object = {}) =>
  simulator.control("POST", "/faults", { name, match: { path }, times: 1, ...more });
const stream = (content = "[[tokens=20]] Trees", more: object = {}) =>
  simulator.post(path, ask(content, { stream: true, ...more }));

interface Logged {
  requests: {
    ending: string;
    tokens: number;
    status: number;
    fault?: string;
    body: unknown;
    headers: Record<string, string>;
  }[];
}
const lastRequest = async () => (await simulator.control<Logged>("GET", "/requests?limit=1")).requests[0]!;

/** Asks again until the log says that the last request is over. */
async function endingOfLast(): Promise<string> {
  for (;;) {
    const { ending } = await lastRequest();
    if (ending !== "open") return ending;
  }
}

describe("answers in place of the real one", () => {
  test.each<[string, number, unknown]>([
    ["http400", 400, { code: 20015, message: expect.any(String) as string, data: null }],
    ["http401", 401, "Invalid token"],
    ["http402", 402, { code: 30001, message: "Sorry, your account balance is insufficient", data: null }],
    ["http403", 403, { code: 30001, message: "Sorry, your account balance is insufficient", data: null }],
    ["http404", 404, "404 page not found"],
    ["http429-rpm", 429, { message: expect.stringContaining("Details:RPM limit reached.") as string, data: null }],
    ["http429-tpm", 429, { message: expect.stringContaining("Details:TPM limit reached.") as string, data: null }],
    ["http429-rpd", 429, { message: expect.stringContaining("Details:RPD limit reached.") as string, data: null }],
    ["http451", 451, expect.objectContaining({ data: null })],
    ["http500-50507", 500, { code: 50507, message: "Request failed: Unknown error.", data: null }],
    ["http503", 503, { code: 50505, message: "Model service overloaded. Please try again later.", data: null }],
  ])("%s", async (name, status, body) => {
    await set(name);
    const response = await stream();
    expect(response.status).toBe(status);
    expect(response.headers.get("retry-after")).toBeNull();
    expect(await response.json()).toEqual(body);
    expect((await stream()).status).toBe(200);
  });

  test.each([
    ["http410", 410, ""],
    ["http500", 500, "Internal Server Error"],
    ["http502-html", 502, "<html>"],
    ["http504-empty", 504, ""],
  ])("%s, which is no JSON", async (name, status, beginning) => {
    await set(name, { retryAfter: 7 });
    const response = await stream();
    expect([response.status, response.headers.get("retry-after")]).toEqual([status, "7"]);
    const text = await response.text();
    expect(text.startsWith(beginning)).toBe(true);
    if (beginning === "") expect(text).toBe("");
  });
});

describe("faults of a stream", () => {
  test("cut-midstream ends it without a reason", async () => {
    await set("cut-midstream", { afterTokens: 7 });
    const text = await (await stream()).text();
    const chunks = chunksOf(text);
    expect(chunks.at(-1)!.usage!.completion_tokens).toBe(7);
    expect(chunks.every((chunk) => chunk.choices[0]!.finish_reason === null)).toBe(true);
    expect(dataOf(text)).not.toContain("[DONE]");
    expect(await endingOfLast()).toBe("cut");
    const { entries } = await simulator.control<{ entries: object[] }>("GET", "/ledger");
    expect(entries).toEqual([
      expect.objectContaining({ outcome: "cut", quantities: expect.objectContaining({ output_tokens: 7 }) as object }),
    ]);
  });

  test.each(["reset", "reset-before-headers"])("%s breaks the connection", async (name) => {
    await set(name);
    await expect(stream().then((response) => response.text())).rejects.toThrow();
    expect(await endingOfLast()).toBe("cut");
  });

  test.each(["hang-before-headers", "hang-after-headers", "hang-midstream"])(
    "%s waits until the client gives up",
    async (name) => {
      await set(name, { afterTokens: 3 });
      const abort = new AbortController();
      const asked = simulator.post(path, ask("[[tokens=20]] x", { stream: true }), abort.signal);
      if (name === "hang-before-headers") {
        const isOpen = async () => (await lastRequest()).ending === "open";
        await expect.poll(isOpen).toBe(true);
      } else {
        const reader = (await asked).body!.getReader();
        if (name === "hang-midstream") await reader.read();
      }
      abort.abort();
      await asked.then((response) => response.text()).catch(() => {});
      expect(await endingOfLast()).toBe("client-aborted");
      expect((await lastRequest()).tokens).toBe(name === "hang-midstream" ? 3 : 0);
    },
  );

  test("malformed-sse puts one broken line among good ones", async () => {
    await set("malformed-sse");
    const data = dataOf(await (await stream()).text());
    const broken = data.filter((text) => text !== "[DONE]" && !isJson(text));
    expect([broken.length, data.at(-1)]).toEqual([1, "[DONE]"]);
  });

  test("error-in-stream says why in an event", async () => {
    await set("error-in-stream");
    const data = dataOf(await (await stream()).text());
    expect(JSON.parse(data.at(-1)!)).toMatchObject({ code: 50505 });
  });

  test("no-done leaves out the end mark only", async () => {
    await set("no-done");
    const text = await (await stream()).text();
    expect(dataOf(text)).not.toContain("[DONE]");
    expect(chunksOf(text).at(-1)!.choices[0]!.finish_reason).toBe("stop");
  });

  test("empty-content answers nothing", async () => {
    await set("empty-content");
    expect(textOf(chunksOf(await (await stream()).text()))).toBe("");
    await set("empty-content");
    const { choices } = await simulator.complete(ask("Why?", { model: "deepseek-ai/DeepSeek-R1" }));
    expect(choices[0]).toMatchObject({ finish_reason: "length", message: { content: "" } });
  });

  test("five-megabyte-line sends one", async () => {
    await set("five-megabyte-line");
    const lengths = dataOf(await (await stream()).text()).map((data) => data.length);
    expect(Math.max(...lengths)).toBeGreaterThan(5 * 1024 * 1024);
  });

  test("slow-first-token waits first", async () => {
    await set("slow-first-token", { delayMs: 120 });
    const startedAt = performance.now();
    await (await stream()).text();
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(115);
  });

  test("split-bytes gives the same text in single bytes", async () => {
    const content = "[[tokens=20]] 树";
    const whole = textOf(chunksOf(await (await stream(content)).text()));
    await set("split-bytes");
    expect(textOf(chunksOf(await (await stream(content)).text()))).toBe(whole);
  });

  test("wrong-content-type", async () => {
    await set("wrong-content-type");
    expect((await stream()).headers.get("content-type")).toMatch(/^text\/html/);
  });

  test("usage-missing, usage-at-end, eos-finish, duplicate-role, content-filter, comment-lines", async () => {
    await set("usage-missing");
    expect(chunksOf(await (await stream()).text()).every((chunk) => chunk.usage === undefined)).toBe(true);
    await set("usage-at-end");
    const late = chunksOf(await (await stream()).text());
    expect(late.filter((chunk) => chunk.usage)).toEqual([late.at(-1)]);
    expect(late.at(-1)).toMatchObject({ choices: [], usage: { completion_tokens: 20 } });
    await set("eos-finish");
    expect(chunksOf(await (await stream()).text()).at(-1)!.choices[0]!.finish_reason).toBe("eos");
    await set("duplicate-role");
    expect(chunksOf(await (await stream()).text())[3]!.choices[0]!.delta.role).toBe("assistant");
    await set("content-filter");
    const filtered = await (await stream()).text();
    expect(filtered).toContain("content_filter_results");
    expect(chunksOf(filtered)[0]!.choices).toEqual([]);
    await set("comment-lines");
    expect(await (await stream()).text()).toContain(": keep-alive\n\n");
  });

  test.each(["cut-midstream", "malformed-sse"])(
    "%s of an answer that is not streamed breaks its JSON",
    async (name) => {
      await set(name);
      const response = await simulator.post(path, ask("Trees"));
      expect(response.status).toBe(200);
      await expect(response.json()).rejects.toThrow();
    },
  );
});

describe("faults of tool calls", () => {
  const tools = [
    {
      type: "function",
      function: { name: "look", parameters: { type: "object", properties: { at: { type: "string" } } } },
    },
  ];
  const callOf = async () => {
    const response = await simulator.post(path, ask("[[tool=look]] x", { tools }));
    return ((await response.json()) as Completion).choices[0]!.message.tool_calls![0]!.function;
  };
  test("unknown names and malformed arguments", async () => {
    await set("tool-unknown-name");
    expect((await callOf()).name).toBe("no_such_tool");
    await set("tool-malformed-arguments");
    expect(isJson((await callOf()).arguments)).toBe(false);
  });
  test("a name that comes late", async () => {
    await set("tool-late-name");
    const chunks = chunksOf(await (await stream("[[tool=look]] x", { tools })).text());
    const calls = chunks.flatMap((chunk) => chunk.choices[0]!.delta.tool_calls ?? []);
    expect(calls.slice(0, 2).map((call) => [call.id !== "", call.function.name])).toEqual([
      [true, ""],
      [false, "look"],
    ]);
  });
});

describe("the control path", () => {
  test("wants its key", async () => {
    const response = await fetch(`${simulator.current().origin}/control/ledger`);
    expect(response.status).toBe(401);
  });

  test("knows every fault by name, and no others", async () => {
    for (const name of faultNames) await set(name);
    await expect(set("no-such-fault")).rejects.toThrow(/name must be one of/);
    await set("429-rpm");
    const { faults } = await simulator.control<{ faults: { name: string }[] }>("GET", "/faults");
    expect(faults.map(({ name }) => name)).toEqual([...faultNames, "http429-rpm"]);
    await simulator.control("DELETE", "/faults?name=reset");
    await simulator.control("DELETE", "/faults");
    expect((await simulator.control<{ faults: unknown[] }>("GET", "/faults")).faults).toEqual([]);
  });

  test("matches by model and by content, as often as it is told", async () => {
    await set("http503", { match: { model: "Qwen/Qwen3-8B" }, times: 1 });
    await set("http500", { match: { contains: "needle" }, times: 2 });
    const statusOf = async (content: string, more: object = {}) => (await stream(content, more)).status;
    expect(await statusOf("hay")).toBe(200);
    expect(await statusOf("hay", { model: "Qwen/Qwen3-8B" })).toBe(503);
    expect(await statusOf("hay", { model: "Qwen/Qwen3-8B" })).toBe(200);
    expect([await statusOf("a needle"), await statusOf("a needle"), await statusOf("a needle")]).toEqual([
      500, 500, 200,
    ]);
  });

  test("shows requests without their key", async () => {
    await (await stream("Secrets?", { extra: 1 })).text();
    const request = await lastRequest();
    expect(request).toMatchObject({ ending: "complete", status: 200, unknownFields: ["extra"] });
    expect(request.body).toMatchObject({ extra: 1 });
    expect(JSON.stringify(request.headers)).not.toContain(simulator.current().apiKey);
  });

  test("sets the pace of one model", async () => {
    await simulator.control("PUT", "/pace", { model: "Qwen/Qwen3-8B", firstTokenMs: 0, tokensPerSecond: 100 });
    const startedAt = performance.now();
    await (await stream("[[tokens=20]] x", { model: "Qwen/Qwen3-8B", enable_thinking: false })).text();
    const tookMs = performance.now() - startedAt;
    expect(tookMs).toBeGreaterThanOrEqual(185);
  });

  test("bills an answer nobody waited for by what was sent", async () => {
    await simulator.control("PUT", "/pace", { firstTokenMs: 0, tokensPerSecond: 200 });
    const abort = new AbortController();
    const response = await simulator.post(path, ask("[[tokens=2000]] x", { stream: true }), abort.signal);
    const reader = response.body!.getReader();
    await reader.read();
    await reader.read();
    abort.abort();
    expect(await endingOfLast()).toBe("client-aborted");
    const { tokens } = await lastRequest();
    const { entries } = await simulator.control<{
      entries: { outcome: string; quantities: { output_tokens: number } }[];
    }>("GET", "/ledger");
    expect(tokens).toBeGreaterThan(0);
    expect(tokens).toBeLessThan(1000);
    expect(entries[0]).toMatchObject({ outcome: "aborted", quantities: { output_tokens: tokens } });
  });

  test("limits requests, tokens and pictures", async () => {
    const detailOf = async (response: Response) => /Details:(\w+)/.exec(await response.text())?.[1];
    await simulator.control("PUT", "/limits", { model: "deepseek-ai/DeepSeek-V3", limits: { RPM: 1 } });
    expect((await stream()).status).toBe(200);
    expect(await detailOf(await stream())).toBe("RPM");
    await simulator.control("PUT", "/limits", { model: "deepseek-ai/DeepSeek-V3", limits: { TPM: 30 } });
    await (await stream()).text();
    expect(await detailOf(await stream())).toBe("TPM");
    await simulator.control("PUT", "/limits", { limits: { IPM: 1, IPD: 1 } });
    const image = { model: "Kwai-Kolors/Kolors", prompt: "x", image_size: "1024x1024", batch_size: 2 };
    expect(await detailOf(await simulator.post("/images/generations", image))).toBe("IPM");
  });

  test("empties the account, but free models go on", async () => {
    await simulator.control("PUT", "/balance", { gifted: "0", charged: "-0.5", status: 402 });
    expect((await stream()).status).toBe(402);
    expect(await (await simulator.get("/user/info")).json()).toMatchObject({
      code: 20000,
      data: { balance: "0", chargeBalance: "-0.5", totalBalance: "-0.5" },
    });
    expect((await simulator.post("/embeddings", { model: "BAAI/bge-m3", input: "x" })).status).toBe(200);
    expect((await simulator.get("/models")).status).toBe(200);
  });

  test("takes what a call cost from the balance", async () => {
    await simulator.control("PUT", "/balance", { gifted: "0.000001", charged: "1" });
    await (await stream("[[tokens=2000]] x")).text();
    const { totals } = await simulator.control<{ totals: { costNanos: { USD: string } } }>("GET", "/ledger");
    const { data } = (await (await simulator.get("/user/info")).json()) as {
      data: { balance: string; totalBalance: string };
    };
    expect(data.balance).toBe("0");
    expect(Math.round((1.000001 - Number(data.totalBalance)) * 1e9)).toBe(Number(totals.costNanos.USD));
  });

  test("retires and adds models", async () => {
    const id = "deepseek-ai/DeepSeek-V3";
    await simulator.control("DELETE", `/models?id=${encodeURIComponent(id)}`);
    expect((await stream()).status).toBe(400);
    await simulator.control("POST", "/models", { id });
    await simulator.control("POST", "/models", { id: "new/model", contextLength: 100 });
    expect((await stream()).status).toBe(200);
    expect((await stream("Hi", { model: "new/model" })).status).toBe(200);
    const { data } = (await (await simulator.get("/models?sub_type=chat")).json()) as { data: { id: string }[] };
    expect(data.map((model) => model.id)).toEqual(expect.arrayContaining([id, "new/model"]));
  });

  test("withdraws the account's endpoint", async () => {
    await simulator.control("PUT", "/settings", { userInfoGone: true });
    expect((await simulator.get("/user/info")).status).toBe(410);
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
