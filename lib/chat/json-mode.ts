import type { AnswerFormat } from "@/lib/models/schema";

/**
 * What the prompt says of an answer in JSON: the guide wants the word and the keys in it. "" for plain text.
 * @see SiliconFlow API reference, JSON mode
 */
export function jsonInstruction(format: AnswerFormat | undefined): string {
  if (!format) return "";
  const wish = "Answer with one JSON object and nothing around it.";
  if (!format.schema) return wish;
  if (format.type === "json_object") {
    return `${wish} It must be valid under this JSON Schema:\n${JSON.stringify(format.schema)}`;
  }
  const { properties } = format.schema;
  const keys = typeof properties === "object" && properties !== null ? Object.keys(properties) : [];
  return keys.length === 0 ? wish : `${wish} Its keys: ${keys.map((key) => JSON.stringify(key)).join(", ")}.`;
}

/** The field as the provider's API writes it. */
export function toWireFormat(format: AnswerFormat) {
  return format.type === "json_object"
    ? { type: "json_object" as const }
    : { type: "json_schema" as const, json_schema: { name: format.name, schema: format.schema } };
}
