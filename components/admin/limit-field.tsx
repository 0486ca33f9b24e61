"use client";

import { Pencil } from "lucide-react";
import { useRouter } from "next/navigation";
import { useId, useState, type FormEvent, type ReactNode } from "react";
import { useFailureText } from "@/components/failure";
import { useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { Field, fieldAttributes } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Popover } from "@/components/ui/popover";
import { toast } from "@/components/ui/toast";
import { request } from "@/lib/ui";

export interface LimitFieldProps {
  userId: string;
  /** the popover's name */
  label: string;
  /** what the button says before the limit itself, to those who only hear it */
  spoken: string;
  className: string;
  /** the limit as it is */
  children: ReactNode;
  form: {
    label: string;
    hint: string;
    /** what an empty field means */
    placeholder: string;
    /** what the field begins with */
    written: string;
    invalid: string;
    saved: string;
    /** what is written, as the change to ask for; undefined where it is no limit */
    read: (written: string) => object | undefined;
  };
}

/** A limit of a person's, and the field to change it. */
export function LimitField({ userId, label, spoken, className, children, form }: LimitFieldProps) {
  return (
    <Popover
      label={label}
      align="end"
      onShow={(content) => content.querySelector("input")?.select()}
      trigger={
        <Button variant="ghost" size="sm" className={className}>
          <span className="sr-only">{spoken}: </span>
          {children}
          <Pencil className="size-3.5" aria-hidden />
        </Button>
      }
    >
      {(close) => <LimitForm userId={userId} form={form} onSaved={close} />}
    </Popover>
  );
}

function LimitForm({ userId, form, onSaved }: Pick<LimitFieldProps, "userId" | "form"> & { onSaved: () => void }) {
  const common = useText("common");
  const router = useRouter();
  const words = useFailureText();
  const id = useId();
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);

  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const input = event.currentTarget.elements.namedItem("limit") as HTMLInputElement;
    const change = form.read(input.value);
    if (change === undefined) {
      setError(form.invalid);
      return input.focus();
    }
    setBusy(true);
    try {
      await request("PATCH", `/api/admin/people/${userId}`, change);
      onSaved();
      toast({ text: form.saved, tone: "success" });
      router.refresh();
    } catch (failure) {
      setError(words(failure));
    } finally {
      setBusy(false);
    }
  };

  return (
    <form className="grid gap-3 text-left whitespace-normal" noValidate onSubmit={(event) => void save(event)}>
      <Field id={id} label={form.label} hint={form.hint} error={error}>
        <Input
          {...fieldAttributes(id, { hint: form.hint, error })}
          name="limit"
          inputMode="decimal"
          autoComplete="off"
          placeholder={form.placeholder}
          defaultValue={form.written}
        />
      </Field>
      <Button type="submit" variant="primary" busy={busy} className="justify-self-end">
        {common.save}
      </Button>
    </form>
  );
}
