"use client";

import { useFormat, useLocale, useText } from "@/components/text-provider";
import type { Person } from "@/lib/auth/schema";
import { exactAmount, formatMoney } from "@/lib/core";
import { readLimit } from "./limit";
import { LimitField } from "./limit-field";

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
    <LimitField
      userId={person.id}
      label={fill(admin.limitOf, { name })}
      spoken={fill(admin.limitEdit, { name })}
      className="tabular -mr-2.5"
      form={{
        label: fill(admin.limitAmount, { currency }),
        hint: admin.limitHint,
        placeholder: admin.limitNone,
        written: limitNanos === null ? "" : exactAmount(BigInt(limitNanos)),
        invalid: admin.limitInvalid,
        saved: admin.limitSaved,
        read: (written) => {
          const monthlyLimit = readLimit(written);
          return monthlyLimit === undefined ? undefined : { monthlyLimit };
        },
      }}
    >
      {limitNanos === null ? admin.limitNone : formatMoney(limitNanos, currency, locale)}
    </LimitField>
  );
}
