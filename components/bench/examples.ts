import type { BenchInputOf, BenchMode } from "@/lib/bench/schema";
import type { Messages } from "@/lib/i18n/schema";
import { schemaExamples } from "@/components/json/schema-examples";

export type Inputs = { [Mode in BenchMode]: BenchInputOf<Mode> };

export const gapExample = {
  prefix: "def quick_sort(items):\n    if len(items) <= 1:\n        return items\n    pivot = items[len(items) // 2]\n",
  suffix: "    return quick_sort(left) + middle + quick_sort(right)\n\n\nprint(quick_sort([3, 1, 2]))\n",
};

/** What stands in each mode at first: one worked example that can be run at once. */
export function firstInputs(words: Messages["bench"]["examples"], modelOf: (mode: BenchMode) => string): Inputs {
  const common = (mode: BenchMode) => ({ modelId: modelOf(mode), parameters: {} });
  return {
    fim: { mode: "fim", ...common("fim"), endpoint: "chat", language: "python", instruction: "", ...gapExample },
    prefix: { mode: "prefix", ...common("prefix"), system: "", instruction: words.prefix, prefix: "```python\n" },
    json: {
      mode: "json",
      ...common("json"),
      system: "",
      instruction: words.json,
      format: { type: "json_schema", name: "sentiment", schema: schemaExamples.sentiment },
    },
    tools: {
      mode: "tools",
      ...common("tools"),
      system: "",
      tools: [
        {
          name: "get_weather",
          description: words.toolDescription,
          parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
        },
      ],
      messages: [{ role: "user", text: words.tools }],
    },
  };
}
