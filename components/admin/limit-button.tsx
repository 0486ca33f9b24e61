"use client";

import { Pencil } from "lucide-react";
import { useRouter } from "next/navigation";
import { useId, useState, type FormEvent } from "react";
import { useFailureText } from "@/components/failure";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { Field, fieldAttributes } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Popover } from "@/components/ui/popover";
import { toast } from "@/components/ui/toast";
import type { Person } from "@/lib/auth/schema";
import { exactAmount, formatMoney } from "@/lib/core";
import { request } from "@/lib/ui";
import { readLimit } from "./limit";

export interface LimitButtonProps {
  person: Person;
  /** null: no limit */
  limitNanos: string | null;
  currency: string;
}

/** A person's monthly limit, and the field to change it. */
export function LimitButton({ person, limitNanos, currency }: LimitButtonProps) {
  const admin = useText("admin");
  const locale = useLocale();
  const fill = useFormat();
  const name = person.name || person.email;
  return (
    <Popover
      label={fill(admin.limitOf, { name })}
      align="end"
      onShow={(content) => content.querySelector("input")?.select()}
      trigger={
        <Button variant="ghost" size="sm" className="tabular -mr-2.5">
          <span className="sr-only">{fill(admin.limitEdit, { name })}: </span>
          {limitNanos === null ? admin.limitNone : formatMoney(limitNanos, currency, locale)}
          <Pencil className="size-3.5" aria-hidden />
        </Button>
      }
    >
      {(close) => <LimitForm person={person} limitNanos={limitNanos} currency={currency} onSaved={close} />}
    </Popover>
  );
}

function LimitForm({ person, limitNanos, currency, onSaved }: LimitButtonProps & { onSaved: () => void }) {
  const admin = useText("admin");
  const common = useText("common");
  const fill = useFormat();
  const router = useRouter();
  const words = useFailureText();
  const id = useId();
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);

  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const input = event.currentTarget.elements.namedItem("limit") as HTMLInputElement;
    const monthlyNanos = readLimit(input.value);
    if (monthlyNanos === undefined) {
      setError(admin.limitInvalid);
      return input.focus();
    }
    setBusy(true);
    try {
      await request("PATCH", `/api/admin/people/${person.id}`, { monthlyLimit: monthlyNanos });
      onSaved();
      toast({ text: admin.limitSaved, tone: "success" });
      router.refresh();
    } catch (failure) {
      setError(words(failure));
    } finally {
      setBusy(false);
    }
  };

  return (
    <form className="grid gap-3 text-left whitespace-normal" noValidate onSubmit={(event) => void save(event)}>
      <Field id={id} label={fill(admin.limitAmount, { currency })} hint={admin.limitHint} error={error}>
        <Input
          {...fieldAttributes(id, { hint: admin.limitHint, error })}
          name="limit"
          inputMode="decimal"
          autoComplete="off"
          placeholder={admin.limitNone}
          defaultValue={limitNanos === null ? "" : exactAmount(BigInt(limitNanos))}
        />
      </Field>
      <Button type="submit" variant="primary" busy={busy} className="justify-self-end">
        {common.save}
      </Button>
    </form>
  );
}
