"use client";

import { useId, type ReactNode } from "react";
import { Field, fieldAttributes } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";

interface TextFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  rows?: number;
  hint?: ReactNode;
  placeholder?: string;
  error?: string | undefined;
  /** code, or text whose every character counts */
  code?: boolean;
}

export function TextField({
  label,
  value,
  onChange,
  rows = 3,
  hint,
  placeholder,
  error,
  code = false,
}: TextFieldProps) {
  const id = useId();
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <Textarea
        {...fieldAttributes(id, { hint, error })}
        rows={rows}
        value={value}
        placeholder={placeholder}
        spellCheck={!code}
        className={code ? "font-mono text-xs" : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
