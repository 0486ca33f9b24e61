"use client";

import { useId, useState } from "react";
import { useFormat, useText } from "@/components/text-provider";
import { Field, fieldAttributes } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { JsonObject } from "@/lib/models/schema";
import { checkSchema, type SchemaProblem } from "./check-schema";
import { exampleNames, schemaExamples, writtenSchema, type SchemaExample } from "./schema-examples";

export interface NamedSchema {
  name: string;
  schema: JsonObject;
}

interface SchemaEditorProps {
  value: NamedSchema;
  /** told only of schemas that can be sent; what is being typed stays in the field, with words about it */
  onChange: (value: NamedSchema) => void;
}

/** A field for a JSON Schema, with examples to begin from. */
export function SchemaEditor({ value, onChange }: SchemaEditorProps) {
  const words = useText("json").schema;
  const problemText = useProblemText();
  const [typed, setTyped] = useState(() => writtenSchema(value.schema));
  const [seen, setSeen] = useState(value.schema);
  const id = useId();
  if (seen !== value.schema) {
    setSeen(value.schema);
    setTyped(writtenSchema(value.schema));
  }
  const { problem } = checkSchema(typed);
  const error = problem && problemText(problem);
  const chosen = exampleNames.find((name) => typed === writtenSchema(schemaExamples[name]));
  const take = (next: NamedSchema) => {
    setSeen(next.schema);
    onChange(next);
  };
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <label htmlFor={`${id}-example`} className="text-xs text-muted-foreground">
          {words.examples}
        </label>
        <Select
          id={`${id}-example`}
          value={chosen ?? ""}
          onChange={(event) => {
            const name = event.target.value as SchemaExample;
            setTyped(writtenSchema(schemaExamples[name]));
            take({ name, schema: schemaExamples[name] });
          }}
        >
          <option value="" disabled>
            {words.choose}
          </option>
          {exampleNames.map((name) => (
            <option key={name} value={name}>
              {words.example[name]}
            </option>
          ))}
        </Select>
      </div>
      <Field id={id} label={words.label} hint={words.hint} error={error}>
        <Textarea
          {...fieldAttributes(id, { hint: words.hint, error })}
          rows={10}
          spellCheck={false}
          className="font-mono text-xs"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            const { schema } = checkSchema(event.target.value);
            if (schema) take({ name: value.name, schema });
          }}
        />
      </Field>
    </div>
  );
}

export function useProblemText(): (problem: SchemaProblem) => string {
  const { problems } = useText("json").schema;
  const format = useFormat();
  return (problem) =>
    "path" in problem
      ? format(problems[problem.kind], { path: problem.path, value: problem.value })
      : problems[problem.kind];
}
