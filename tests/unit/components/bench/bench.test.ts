import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { firstInputs } from "@/components/bench/examples";
import { readTools, writtenTools } from "@/components/bench/read-tools";
import { requestProblem } from "@/components/bench/request-problem";
import { applyEvent } from "@/components/bench/run-state";
import { snippetOf } from "@/components/bench/snippets";
import { tryPlan } from "@/components/bench/try-plan";
import { BenchInput, benchModes, type BenchRun, type RunCall } from "@/lib/bench/schema";
import { messagesFor } from "@/lib/i18n";
import { aModel } from "../chat/factories";

const able = aModel({
  capabilities: {
    ...aModel().capabilities,
    tools: true,
    jsonMode: true,
    prefix: true,
    fim: true,
    thinkingSwitch: true,
  },
});
const inputs = firstInputs(messagesFor("en").bench.examples, () => able.id);
const callOf = (input: BenchInput): RunCall => tryPlan(able, input).plan!.call;

describe("the examples", () => {
  it.each(benchModes)("%s can be sent as it stands", (mode) => {
    expect(BenchInput.safeParse(inputs[mode]).success).toBe(true);
    expect(requestProblem(inputs[mode])).toBeUndefined();
    expect(tryPlan(able, inputs[mode])).toMatchObject({ problem: undefined });
  });
});

describe("a copied request", () => {
  const odd = 'it\'s "quoted" \\n $HOME `x` 雨 🙂 </script>';
  const chat = callOf({ ...inputs.tools, system: odd });
  const completion = callOf({ ...inputs.fim, endpoint: "completions", prefix: odd });

  it("is a command that the shell hands on unchanged, the key left to the environment", () => {
    for (const call of [chat, completion]) {
      const snippet = snippetOf("curl", call);
      expect(snippet).toContain("Bearer $SILICONFLOW_API_KEY");
      const command = `curl() { shift $(($# - 1)); printf %s "$1"; }; ${snippet}`;
      expect(JSON.parse(execFileSync("sh", ["-c", command], { encoding: "utf8" }))).toEqual(call.body);
    }
  });

  it("is JavaScript that sends the same body", async () => {
    for (const call of [chat, completion]) {
      const sent = await bodyOfJavaScript(snippetOf("javascript", call));
      expect(sent).toEqual(call.body);
    }
  });

  it("is Python for OpenAI's package, the provider's own fields in extra_body", () => {
    const python = snippetOf("python", callOf({ ...inputs.fim, parameters: { topK: 40 } }));
    expect(python).toContain('api_key=os.environ["SILICONFLOW_API_KEY"]');
    expect(python).toContain("client.chat.completions.create(");
    const own = python.slice(python.indexOf("extra_body="));
    for (const name of ["prefix", "suffix", "top_k", "enable_thinking"]) expect(own).toContain(`"${name}": `);
    expect(own).toContain('"enable_thinking": False');
    expect(python.slice(0, python.indexOf("extra_body="))).toContain("max_tokens=512");
    expect(snippetOf("python", completion)).toContain("client.completions.create(");
  });
});

/** Runs a snippet against a `fetch` that keeps what it was given. */
async function bodyOfJavaScript(snippet: string): Promise<unknown> {
  const source = `export default async (fetch, console, process) => {\n${snippet}\n};`;
  const loaded = (await import(`data:text/javascript,${encodeURIComponent(source)}`)) as {
    default: (...given: unknown[]) => Promise<void>;
  };
  let sent: unknown;
  const fetch = async (_address: string, init: { body: string }) => {
    sent = JSON.parse(init.body);
    return { ok: true, json: async () => ({ choices: [{ text: "" }] }) };
  };
  await loaded.default(fetch, { log: () => undefined }, { env: { SILICONFLOW_API_KEY: "sk-x" } });
  return sent;
}

describe("functions being written", () => {
  it.each([
    ["[", { kind: "syntax" }],
    ["{}", { kind: "list" }],
    ["[]", { kind: "list" }],
    ['[{"name":"a b"}]', { kind: "toolName", number: 1 }],
    ['[{"name":"a"},{"name":"a"}]', { kind: "toolTwice", number: 2 }],
    ['[{"name":"a","parameters":{"type":"int"}}]', { kind: "toolParameters", number: 1 }],
  ])("%s has a problem", (text, problem) => expect(readTools(text).problem).toEqual(problem));

  it("may be in the form of the provider's API", () => {
    const tool = { name: "add", description: "Adds", parameters: { type: "object", properties: {} } };
    expect(readTools(JSON.stringify([{ type: "function", function: tool }])).tools).toEqual([tool]);
    expect(readTools(writtenTools([tool])).tools).toEqual([tool]);
  });
});

describe("what is missing", () => {
  it("is named", () => {
    expect(requestProblem({ ...inputs.fim, prefix: "\n" })).toBe("prefix");
    expect(requestProblem({ ...inputs.prefix, prefix: " " })).toBe("begun");
    expect(requestProblem({ ...inputs.json, instruction: "" })).toBe("instruction");
    expect(requestProblem({ ...inputs.tools, messages: [{ role: "user", text: "" }] })).toBe("instruction");
  });

  it("is the model's ability, or room in its window", () => {
    expect(tryPlan(aModel(), inputs.fim)).toEqual({ plan: undefined, problem: {} });
    expect(tryPlan(able, { ...inputs.fim, prefix: "word ".repeat(40_000) }).problem?.excess).toBeGreaterThan(1_000);
  });
});

it("a run on screen grows by events and ends as saved", () => {
  const run = { id: "r", state: "streaming", result: { text: "", reasoning: "", calls: [] } } as unknown as BenchRun;
  const after = [
    { type: "started", run } as const,
    { type: "text", text: "a" } as const,
    { type: "reasoning", text: "hm" } as const,
    { type: "text", text: "b" } as const,
  ].reduce<BenchRun | undefined>(applyEvent, undefined);
  expect(after!.result).toEqual({ text: "ab", reasoning: "hm", calls: [] });
  const ended = { ...run, state: "complete" } as BenchRun;
  expect(applyEvent(after, { type: "ended", run: ended })).toBe(ended);
  expect(applyEvent(undefined, { type: "text", text: "x" })).toBeUndefined();
});
