"use client";

import { useRef, useState, type FocusEvent, type FormEvent, type PointerEvent } from "react";
import type { ZodType } from "zod";
import { ApiError } from "@/lib/ui";

export interface FormOptions {
  /** the server's own schema, loaded when the first field is left */
  schema?: () => Promise<ZodType>;
  /** checks of the form's own, where there is no schema of the same shape */
  check?: (values: Record<string, string>) => { field: string; issue: string }[];
  /** what the schema is given; the default is the fields as they are */
  toInput?: (values: Record<string, string>) => unknown;
  /** words for a field at fault; `issue` is zod's code, `missing` for an empty one, or what the server said */
  explain: (field: string, issue: string) => string | undefined;
  /** words for a failure that belongs to no field */
  explainFailure: (error: unknown) => string;
  send: (values: Record<string, string>) => Promise<void>;
}

/**
 * A form that checks each field when it is left, keeps what was typed, and puts the cursor on the first mistake.
 * The values live in the form itself; only mistakes are state.
 */
export function useForm({ schema, check: ownCheck, toInput, explain, explainFailure, send }: FormOptions) {
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const sending = useRef(false);
  const pressing = useRef(false);

  const check = async (form: HTMLFormElement): Promise<Record<string, string>> => {
    const values = valuesOf(form);
    const found: Record<string, string> = {};
    const parsed = schema && (await schema()).safeParse(toInput ? toInput(values) : values);
    for (const issue of parsed?.error?.issues ?? []) {
      const field = String(issue.path[0] ?? "");
      const words = explain(field, issue.code);
      if (words) found[field] ??= words;
    }
    for (const { field, issue } of ownCheck?.(values) ?? []) {
      const words = explain(field, issue);
      if (words) found[field] ??= words;
    }
    for (const control of controlsOf(form)) {
      if (control.required && !control.value.trim()) found[control.name] = explain(control.name, "missing") ?? "";
    }
    return found;
  };

  const focusFirst = (form: HTMLFormElement, found: Readonly<Record<string, string>>) =>
    controlsOf(form)
      .find((control) => found[control.name])
      ?.focus();

  const recheck = async (form: HTMLFormElement, name: string) => {
    const found = await check(form);
    setErrors(({ [name]: _old, ...others }) => (found[name] ? { ...others, [name]: found[name] } : others));
  };

  const onBlur = (event: FocusEvent<HTMLFormElement>) => {
    const form = event.currentTarget;
    const { name, value } = event.target as unknown as HTMLInputElement;
    const goesToSubmit = pressing.current || isSubmit(event.relatedTarget, form);
    pressing.current = false;
    // An empty field that was only passed through is no mistake yet. And words that appear or go while a button is
    // pressed would move it from under the pointer; sending checks everything anyway.
    if (!name || goesToSubmit || (!value && !errors[name])) return;
    void recheck(form, name);
  };

  // A mistake goes away as soon as it is mended, not only when the field is left.
  const onInput = (event: FormEvent<HTMLFormElement>) => {
    const { name } = event.target as HTMLInputElement;
    if (errors[name]) void recheck(event.currentTarget, name);
  };

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (sending.current) return;
    sending.current = true;
    setBusy(true);
    setFailure(undefined);
    const form = event.currentTarget;
    try {
      const found = await check(form);
      setErrors(found);
      if (Object.keys(found).length > 0) return focusFirst(form, found);
      await send(valuesOf(form));
    } catch (error) {
      const fields = error instanceof ApiError ? (error.body?.fields ?? {}) : {};
      const field = error instanceof ApiError ? error.body?.field : undefined;
      const reason = error instanceof ApiError ? error.body?.reason : undefined;
      const found: Record<string, string> = {};
      for (const name of new Set([...(field ? [field] : []), ...Object.keys(fields)])) {
        const words = explain(name, reason ?? fields[name] ?? "");
        if (words) found[name] = words;
      }
      setErrors(found);
      if (Object.keys(found).length > 0) focusFirst(form, found);
      else setFailure(explainFailure(error));
    } finally {
      sending.current = false;
      setBusy(false);
    }
  };

  return {
    busy,
    errors,
    failure,
    form: {
      noValidate: true,
      onBlur,
      onInput,
      // Safari gives pressed buttons no focus, so leaving a field does not tell what was pressed.
      onPointerDown: (event: PointerEvent<HTMLFormElement>) => {
        pressing.current =
          event.target instanceof Element && isSubmit(event.target.closest("button"), event.currentTarget);
      },
      onSubmit: (event: FormEvent<HTMLFormElement>) => void onSubmit(event),
    },
  };
}

function isSubmit(target: EventTarget | null, form: HTMLFormElement): boolean {
  return target instanceof HTMLButtonElement && target.type === "submit" && target.form === form;
}

function controlsOf(form: HTMLFormElement): HTMLInputElement[] {
  return [...form.elements].filter((element): element is HTMLInputElement => "name" in element && element.name !== "");
}

function valuesOf(form: HTMLFormElement): Record<string, string> {
  return Object.fromEntries(
    [...new FormData(form)].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
}
