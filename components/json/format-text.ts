import { useFormat, useText } from "@/components/text-provider";
import type { AnswerFormat } from "@/lib/models/schema";

/** The form of an answer in words, and how the model was told of it. */
export function useFormatText(): (value: AnswerFormat) => string {
  const words = useText("json").form;
  const format = useFormat();
  return (value) => {
    if (!value.schema) return words.any;
    const name = value.name ?? words.schemaName;
    return format(value.type === "json_schema" ? words.receiptSent : words.receiptInPrompt, { name });
  };
}
