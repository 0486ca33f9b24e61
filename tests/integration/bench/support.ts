import { afterEach, expect, vi } from "vitest";
import { followRun, startRun } from "@/lib/bench";
import { holding } from "@/lib/bench/holding";
import type { BenchInput, BenchRun, RunEvent, StartRunInput } from "@/lib/bench/schema";
import { newId } from "@/lib/core";
import type { Context } from "@/lib/db";
import { model } from "../chat/support";

export { chatWithSimulator, expectBooksInOrder, makePerson, model, spentOf } from "../chat/support";

/** Ends what a test has left under way. Before `chatWithSimulator`, whose own end would take the double away. */
export function benchInOrder(): void {
  afterEach(async () => {
    for (const live of holding().live.values()) live.stop("stop");
    await idle();
  });
}

export async function idle(): Promise<void> {
  await vi.waitFor(() => expect(holding().background.size).toBe(0), { timeout: 15_000, interval: 10 });
}

const code = { prefix: "def quick_sort(items):\n", suffix: "\nprint(quick_sort([3, 1, 2]))" };

export const inputs = {
  fim: { mode: "fim", modelId: model, parameters: {}, endpoint: "chat", language: "Python", instruction: "", ...code },
  prefix: {
    mode: "prefix",
    modelId: model,
    parameters: {},
    system: "",
    instruction: "Say hello.",
    prefix: "```python\n",
  },
  json: {
    ...{ mode: "json", modelId: model, parameters: {}, system: "", instruction: "How do people like rain?" },
    format: {
      type: "json_schema",
      name: "sentiment",
      schema: {
        type: "object",
        properties: { mood: { enum: ["good", "bad"] }, score: { type: "integer", minimum: 1 } },
        required: ["mood", "score"],
      },
    },
  },
  tools: {
    ...{ mode: "tools", modelId: model, parameters: {}, system: "" },
    tools: [
      {
        name: "weather",
        description: "The weather in a city",
        parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
      },
    ],
    messages: [{ role: "user", text: "What is the weather in Paris?" }],
  },
} as const satisfies Record<string, BenchInput | object>;

export function request(input: unknown): StartRunInput {
  return { requestKey: newId(), input: structuredClone(input) as BenchInput };
}

/** A run to its end, and everything its reader was told. */
export async function run(ctx: Context, input: StartRunInput): Promise<{ events: RunEvent[]; run: BenchRun }> {
  const started = await startRun(ctx, input);
  const events = await readAll(await followRun(ctx, { id: started.id, started }));
  await idle();
  const last = events.at(-1);
  if (last?.type !== "ended") throw new Error(`The last event is ${last?.type ?? "missing"}.`);
  return { events, run: last.run };
}

export async function readAll(response: Response): Promise<RunEvent[]> {
  const text = await response.text();
  return text
    .split("\n\n")
    .flatMap((block) => (block.startsWith("data: ") ? [JSON.parse(block.slice(6)) as RunEvent] : []));
}
