import { describe, expect, test } from "vitest";
import { countTokens } from "@/lib/simulator/tokens";
import { ask, chunksOf, dataOf, textOf, prepareSimulator } from "./support";

const simulator = prepareSimulator();

describe("a streamed chat", () => {
  test("says what the same call says unstreamed, with cumulative usage in every event", async () => {
    const body = ask("Explain B-trees", { model: "deepseek-ai/DeepSeek-R1" });
    const whole = await simulator.complete(body);
    const response = await simulator.post("/chat/completions", { ...body, stream: true });
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    expect(response.headers.get("x-siliconcloud-trace-id")).toMatch(/^ti_/);
    const text = await response.text();
    const chunks = chunksOf(text);
    expect(dataOf(text).at(-1)).toBe("[DONE]");
    expect(textOf(chunks)).toBe(whole.choices[0]!.message.content);
    expect(textOf(chunks, "reasoning_content")).toBe(whole.choices[0]!.message.reasoning_content);
    const counts = chunks.map((chunk) => chunk.usage!.completion_tokens);
    expect(counts).toEqual([0, ...Array.from({ length: counts.length - 2 }, (_, index) => index + 1), counts.at(-1)]);
    expect(chunks.at(-1)!.usage).toEqual(whole.usage);
    expect(chunks.at(-1)!.choices[0]!.finish_reason).toBe("stop");
  });

  test("counts reasoning apart and first", async () => {
    const { choices, usage } = await simulator.complete(ask("Why?", { model: "deepseek-ai/DeepSeek-R1" }));
    const { content, reasoning_content: reasoning } = choices[0]!.message;
    expect(usage.completion_tokens_details.reasoning_tokens).toBe(countTokens(reasoning!));
    expect(usage.completion_tokens).toBe(countTokens(reasoning!) + countTokens(content));
  });

  test("thinks only when it may, and no longer than its budget", async () => {
    const model = "Qwen/Qwen3-8B";
    const silent = await simulator.complete(ask("Why?", { model, enable_thinking: false }));
    expect(silent.choices[0]!.message.reasoning_content).toBeUndefined();
    const short = await simulator.complete(ask("Why? [[reasoning=500]]", { model, thinking_budget: 128 }));
    expect(short.usage.completion_tokens_details.reasoning_tokens).toBe(128);
    expect(short.choices[0]!.message.content).not.toBe("");
  });

  test("ends at max_tokens, even within the thoughts", async () => {
    const cut = await simulator.complete(
      ask("Why? [[reasoning=50]]", { model: "deepseek-ai/DeepSeek-R1", max_tokens: 30 }),
    );
    expect(cut.choices[0]).toMatchObject({ finish_reason: "length", message: { content: "" } });
    expect(cut.usage.completion_tokens).toBe(30);
  });

  test("stops before a stop string", async () => {
    const whole = await simulator.complete(ask("[[markdown]] Trees"));
    const { choices } = await simulator.complete(ask("[[markdown]] Trees", { stop: ["### "] }));
    const content = whole.choices[0]!.message.content;
    expect(choices[0]!.message.content).toBe(content.slice(0, content.indexOf("### ")));
  });

  test.each([1, 7, 50, 2000])("makes an answer of exactly %i tokens", async (tokens) => {
    const { choices, usage } = await simulator.complete(ask(`[[tokens=${tokens}]] Tell me about trees`));
    expect(usage.completion_tokens).toBe(tokens);
    expect(countTokens(choices[0]!.message.content)).toBe(tokens);
  });

  test.each(["prefix", "Continue", "Your last answer was cut off. Go on exactly where it ends."])(
    "goes on where it was cut off, by %s",
    async (way) => {
      const question = [{ role: "user", content: "[[markdown]] 什么是 B 树？" }];
      const whole = (await simulator.complete(ask("", { messages: question }))).choices[0]!.message.content;
      for (const share of [0.1, 0.5, 0.9]) {
        const begun = whole.slice(0, Math.floor(whole.length * share));
        const rest = await simulator.complete(
          way === "prefix"
            ? ask("", { messages: question, prefix: begun })
            : ask("", {
                messages: [...question, { role: "assistant", content: begun }, { role: "user", content: way }],
              }),
        );
        expect(begun + rest.choices[0]!.message.content).toBe(whole);
      }
    },
  );

  test("bills to the nano-unit", async () => {
    const { usage } = await simulator.complete(ask("What is 2+2?"));
    const ledger = await simulator.control<{ entries: { costNanos: string; quantities: object }[] }>("GET", "/ledger");
    expect(ledger.entries).toHaveLength(1);
    expect(ledger.entries[0]).toMatchObject({
      quantities: { input_tokens: usage.prompt_tokens, output_tokens: usage.completion_tokens },
      costNanos: String(usage.prompt_tokens * 250 + usage.completion_tokens * 1000),
    });
  });
});
