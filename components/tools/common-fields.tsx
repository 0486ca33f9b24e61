"use client";

import { useText } from "@/components/text-provider";
import { Field, fieldAttributes } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import { toLines } from "./header-lines";

/** Headers that go with every call. The values of stored ones are never shown. */
export function HeadersField({ id, names, error }: { id: string; names: readonly string[]; error?: string }) {
  const words = useText("toolForms");
  return (
    <Field id={`${id}-headers`} label={words.headers} hint={words.headersHint} error={error}>
      <Textarea
        {...fieldAttributes(`${id}-headers`, { hint: words.headersHint, error })}
        name="headers"
        rows={2}
        autoComplete="off"
        spellCheck={false}
        className="min-h-14 font-mono text-xs"
        defaultValue={toLines(names)}
      />
    </Field>
  );
}

/** Whether its person is asked before each call. */
export function AsksFirst({ id, asks }: { id: string; asks: boolean }) {
  const words = useText("toolForms");
  return (
    <div className="flex items-start justify-between gap-4">
      <div className="grid gap-1">
        <label htmlFor={`${id}-asks`} className="font-medium">
          {words.asksFirst}
        </label>
        <p className="text-xs text-muted-foreground">{words.asksFirstHint}</p>
      </div>
      <Switch id={`${id}-asks`} name="asks" defaultChecked={asks} />
    </div>
  );
}
