"use client";

import { FormatField } from "@/components/json/format-field";
import { useText } from "@/components/text-provider";
import { supportedParameters } from "@/lib/models/schema";
import { TextField } from "./fields";
import type { ModeProps } from "./mode-props";

/** A question whose answer is JSON. */
export function JsonMode({ input, model, onChange }: ModeProps<"json">) {
  const words = useText("bench");
  return (
    <div className="grid gap-4">
      <TextField
        label={words.fields.system}
        rows={2}
        value={input.system}
        onChange={(system) => onChange({ ...input, system })}
      />
      <TextField
        label={words.fields.instruction}
        value={input.instruction}
        onChange={(instruction) => onChange({ ...input, instruction })}
      />
      <FormatField
        required
        value={input.format}
        supported={model && supportedParameters(model).responseFormat}
        onChange={(format) => format && onChange({ ...input, format })}
      />
    </div>
  );
}
