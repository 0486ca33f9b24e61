import { checkSchema } from "@/components/json/check-schema";
import type { BenchTool } from "@/lib/bench/schema";

export type ReadTools =
  | { tools: BenchTool[]; problem?: undefined }
  | {
      tools?: undefined;
      problem: { kind: "syntax" | "list" } | { kind: "toolName" | "toolTwice" | "toolParameters"; number: number };
    };

/** Functions as a person writes them: a list, in our short form or in the form of the provider's API. */
export function readTools(text: string): ReadTools {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: { kind: "syntax" } };
  }
  if (!Array.isArray(value) || value.length === 0) return { problem: { kind: "list" } };
  const tools: BenchTool[] = [];
  for (const [index, each] of value.entries()) {
    const number = index + 1;
    const tool = isObject(each) && isObject(each.function) ? each.function : each;
    if (!isObject(tool) || typeof tool.name !== "string" || !/^[\w-]{1,64}$/.test(tool.name)) {
      return { problem: { kind: "toolName", number } };
    }
    const { name } = tool;
    if (tools.some((other) => other.name === name)) return { problem: { kind: "toolTwice", number } };
    const { schema } = checkSchema(JSON.stringify(tool.parameters ?? { type: "object", properties: {} }));
    if (!schema) return { problem: { kind: "toolParameters", number } };
    tools.push({ name, description: typeof tool.description === "string" ? tool.description : "", parameters: schema });
  }
  return { tools };
}

export function writtenTools(tools: readonly BenchTool[]): string {
  return JSON.stringify(tools, null, 2);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
