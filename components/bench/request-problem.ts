import type { BenchInput } from "@/lib/bench/schema";

/** What is still missing from a request, as the key of the words for it. The server looks at everything again. */
export function requestProblem(input: BenchInput): "prefix" | "instruction" | "begun" | undefined {
  const isBlank = (text: string) => text.trim() === "";
  switch (input.mode) {
    case "fim":
      return isBlank(input.prefix) ? "prefix" : undefined;
    case "prefix":
      return isBlank(input.instruction) ? "instruction" : isBlank(input.prefix) ? "begun" : undefined;
    case "json":
      return isBlank(input.instruction) ? "instruction" : undefined;
    case "tools":
      return input.messages.some((message) => message.role === "user" && isBlank(message.text))
        ? "instruction"
        : undefined;
  }
}
