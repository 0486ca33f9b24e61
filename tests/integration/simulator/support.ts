import { afterAll, beforeAll, beforeEach } from "vitest";
import { startSimulator, type Simulator, type SimulatorOptions } from "@/lib/simulator";
import { controlOf } from "@/tests/support/provider-double";

export interface Chunk {
  choices: {
    delta: { role?: string; content?: string | null; reasoning_content?: string | null; tool_calls?: ToolDelta[] };
    finish_reason: string | null;
  }[];
  usage?: Usage;
}

export interface ToolDelta {
  index: number;
  id: string;
  function: { name: string; arguments: string };
}

export interface Usage {
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
  completion_tokens_details: { reasoning_tokens: number };
  prompt_tokens_details: { cached_tokens: number };
}

export interface Completion {
  choices: {
    message: {
      content: string;
      reasoning_content?: string;
      tool_calls?: { id: string; function: { name: string; arguments: string } }[];
    };
    finish_reason: string;
  }[];
  usage: Usage;
}

/** A double for one test file, reset before each test, and the calls a test makes of it. */
export function prepareSimulator(options: SimulatorOptions = {}) {
  let simulator: Simulator;
  const control = controlOf(() => simulator);
  beforeAll(async () => {
    simulator = await startSimulator({ firstTokenMs: 0, tokensPerSecond: 0, imageMs: 0, videoMs: 0, ...options });
  });
  afterAll(() => simulator.close());
  beforeEach(() => control("POST", "/reset"));

  function get(path: string): Promise<Response> {
    return fetch(`${simulator.url}${path}`, { headers: { authorization: `Bearer ${simulator.apiKey}` } });
  }

  function post(path: string, body: unknown, signal?: AbortSignal): Promise<Response> {
    const isForm = body instanceof FormData;
    return fetch(`${simulator.url}${path}`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${simulator.apiKey}`,
        ...(isForm ? {} : { "content-type": "application/json" }),
      },
      body: isForm ? body : JSON.stringify(body),
      signal: signal ?? null,
    });
  }

  async function complete(body: Record<string, unknown>): Promise<Completion> {
    const response = await post("/chat/completions", body);
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    return (await response.json()) as Completion;
  }

  return { current: () => simulator, control, get, post, complete };
}

export const ask = (content: string, more: Record<string, unknown> = {}) => ({
  model: "deepseek-ai/DeepSeek-V3",
  messages: [{ role: "user", content }],
  ...more,
});

/** The events of a stream, parsed, without `[DONE]`. */
export function chunksOf(text: string): Chunk[] {
  return dataOf(text)
    .filter((data) => data !== "[DONE]")
    .map((data) => JSON.parse(data) as Chunk);
}

export function dataOf(text: string): string[] {
  return text
    .split("\n\n")
    .filter((event) => event.startsWith("data: "))
    .map((event) => event.slice("data: ".length));
}

export function textOf(chunks: readonly Chunk[], field: "content" | "reasoning_content" = "content"): string {
  return chunks.map((chunk) => chunk.choices[0]?.delta[field] ?? "").join("");
}
