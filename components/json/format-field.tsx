"use client";

import { useId } from "react";
import { useText } from "@/components/text-provider";
import { SegmentedControl } from "@/components/ui/segmented-control";
import type { ResponseFormat } from "@/lib/chat/schema";
import type { SupportedParameters } from "@/lib/models/schema";
import { SchemaEditor } from "./schema-editor";
import { schemaExamples } from "./schema-examples";

interface FormatFieldProps {
  value: ResponseFormat | undefined;
  /** what the model takes; undefined: it knows no JSON */
  supported: SupportedParameters["responseFormat"];
  /** JSON always, as at the bench */
  required?: boolean;
  onChange: (value: ResponseFormat | undefined) => void;
}

type Choice = "text" | "any" | "schema";

/** Whether an answer is text or JSON, and of which shape. */
export function FormatField({ value, supported, required = false, onChange }: FormatFieldProps) {
  const words = useText("json").form;
  const name = useId();
  const choice: Choice = !value ? "text" : value.schema ? "schema" : "any";
  const choose = (next: Choice) => {
    if (next === choice) return;
    if (next === "text") onChange(undefined);
    else if (next === "any") onChange({ type: "json_object" });
    else onChange({ type: "json_schema", name: "news", schema: schemaExamples.news });
  };
  const options = [
    ...(required ? [] : [{ value: "text" as const, label: words.text }]),
    { value: "any" as const, label: words.any },
    { value: "schema" as const, label: words.schema },
  ];
  return (
    <div className="grid justify-items-start gap-2">
      <p className="font-medium">{words.label}</p>
      <SegmentedControl label={words.label} name={name} value={choice} options={options} onChange={choose} />
      <p className="text-xs text-muted-foreground">
        {!supported ? words.unsupported : value?.schema && !supported.schema ? words.inPrompt : words.hint}
      </p>
      {value?.schema && (
        <div className="w-full">
          <SchemaEditor
            value={{ name: value.name ?? words.schemaName, schema: value.schema }}
            onChange={({ name: chosen, schema }) => onChange({ type: "json_schema", name: chosen, schema })}
          />
        </div>
      )}
    </div>
  );
}
