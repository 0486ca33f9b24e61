"use client";

import { useText } from "@/components/text-provider";
import { TextField } from "./fields";
import type { ModeProps } from "./mode-props";

/** A question, and how the answer is to begin. */
export function PrefixMode({ input, onChange }: ModeProps<"prefix">) {
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
      <TextField
        label={words.fields.prefix}
        hint={words.hints.prefix}
        code
        value={input.prefix}
        onChange={(prefix) => onChange({ ...input, prefix })}
      />
    </div>
  );
}
