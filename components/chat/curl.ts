import { jsonInstruction, toWireFormat, type ChatParameters, type Receipt } from "@/lib/chat/schema";
import type { AnswerFormat } from "@/lib/models/schema";

/** Our names of parameters as the provider's API writes them. */
const wireNames: Record<keyof ChatParameters, string> = {
  temperature: "temperature",
  topP: "top_p",
  topK: "top_k",
  minP: "min_p",
  frequencyPenalty: "frequency_penalty",
  maxTokens: "max_tokens",
  stop: "stop",
  thinking: "enable_thinking",
  thinkingBudget: "thinking_budget",
  responseFormat: "response_format",
  tools: "tools",
};

/**
 * The call behind an answer as a command for a shell, with the key left to fill in. Single quotes keep the shell from
 * reading anything in it.
 */
export function curlCommand(
  receipt: Pick<Receipt, "modelId" | "parameters">,
  systemPrompt: string,
  messages: readonly { role: string; content: string }[],
): string {
  const parameters = Object.entries(receipt.parameters)
    // What the chosen tools were is not in the receipt.
    .filter(([key, value]) => value !== undefined && key !== "tools")
    .map(([key, value]) => [
      wireNames[key as keyof ChatParameters],
      key === "responseFormat" ? toWireFormat(value as AnswerFormat) : value,
    ]);
  const system = [systemPrompt, jsonInstruction(receipt.parameters.responseFormat)].filter(Boolean).join("\n\n");
  const body = {
    model: receipt.modelId,
    messages: [...(system ? [{ role: "system", content: system }] : []), ...messages],
    ...Object.fromEntries(parameters),
    stream: false,
  };
  return [
    `curl https://api.ap.siliconflow.com/v1/chat/completions \\`,
    `  -H "Authorization: Bearer $SILICONFLOW_API_KEY" \\`,
    `  -H "Content-Type: application/json" \\`,
    `  -d ${quote(JSON.stringify(body, null, 2))}`,
  ].join("\n");
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
