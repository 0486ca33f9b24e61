"use client";

import { useRouter } from "next/navigation";
import { useId } from "react";
import { useFailureText } from "@/components/failure";
import { unitName } from "@/components/models/words";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, fieldAttributes } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { useForm } from "@/components/ui/use-form";
import { exactAmount, formatMoney } from "@/lib/core";
import type { Messages } from "@/lib/i18n/schema";
import { rateOf, requiredUnits, type AdminModel } from "@/lib/models/schema";
import { request } from "@/lib/ui";

export interface PriceDialogProps {
  model: AdminModel;
  currency: string;
  today: string;
  onClose: () => void;
}

/** Sets what a model costs from now on, with where the figure is from. */
export function PriceDialog({ model, currency, today, onClose }: PriceDialogProps) {
  const { models: words } = useText("admin");
  const models = useText("models");
  const common = useText("common");
  const locale = useLocale();
  const fill = useFormat();
  const router = useRouter();
  const failureWords = useFailureText();
  const id = useId();
  const required = requiredUnits(model.subType);
  const units = required && model.subType === "chat" ? [...required, "cached_input_tokens" as const] : (required ?? []);

  const explain = (field: string, issue: string) => {
    if (field === "source") return words.sourceMissing;
    if (field === "sourcedOn") return words.dateMissing;
    return issue === "fine" ? words.tooFine : words.amount;
  };
  const { busy, errors, failure, form } = useForm({
    check: (values) =>
      units.flatMap((unit) => {
        const amount = (values[unit] ?? "").trim();
        if (!amount) return [];
        if (!/^\d{1,9}(\.\d{1,9})?$/.test(amount)) return [{ field: unit, issue: "amount" }];
        return rateOf(amount, amountPer(unit)) === undefined ? [{ field: unit, issue: "fine" }] : [];
      }),
    explain,
    explainFailure: failureWords,
    send: async (values) => {
      const prices = units.flatMap((unit) => {
        const amount = (values[unit] ?? "").trim();
        return amount ? [{ unit, amount, amountPer: amountPer(unit) }] : [];
      });
      const { source = "", sourcedOn = "" } = values;
      await request("PATCH", "/api/admin/models", {
        id: model.id,
        price: { prices, source: source.trim(), sourcedOn },
      });
      onClose();
      toast({ text: fill(words.saved, { model: model.name }), tone: "success" });
      router.refresh();
    },
  });

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={fill(words.priceOf, { model: model.name })}
      description={fill(words.priceText, { currency })}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" form={id} variant="primary" busy={busy} disabled={units.length === 0}>
            {common.save}
          </Button>
        </>
      }
    >
      {units.length === 0 && <Notice>{words.unknownKind}</Notice>}
      <form {...form} id={id} className="grid gap-4" method="post">
        {failure && <Notice tone="danger">{failure}</Notice>}
        {units.map((unit) => {
          const hints = model.hints
            .filter((hint) => hint.unit === unit && hint.currency === currency)
            .map((hint) =>
              fill(words.hint[hint.kind], {
                amount: formatMoney(BigInt(hint.rateNanos) * BigInt(amountPer(unit)), hint.currency, locale),
              }),
            );
          const hint = hints.join(" · ") || undefined;
          return (
            <Field key={unit} id={unit} label={labelOf(unit, currency, models, fill)} hint={hint} error={errors[unit]}>
              <Input
                {...fieldAttributes(unit, { hint, error: errors[unit] })}
                name={unit}
                inputMode="decimal"
                autoComplete="off"
                required={required?.includes(unit)}
                defaultValue={currentAmount(model, unit)}
                className="tabular"
              />
            </Field>
          );
        })}
        {units.length > 0 && (
          <>
            <Field id="source" label={words.source} hint={words.sourceHint} error={errors.source}>
              <Input
                {...fieldAttributes("source", { hint: words.sourceHint, error: errors.source })}
                name="source"
                maxLength={300}
                required
              />
            </Field>
            <Field id="sourcedOn" label={words.sourcedOn} error={errors.sourcedOn} className="justify-items-start">
              <Input
                {...fieldAttributes("sourcedOn", { error: errors.sourcedOn })}
                name="sourcedOn"
                type="date"
                defaultValue={today}
                max={today}
                required
                className="w-44"
              />
            </Field>
          </>
        )}
      </form>
    </Dialog>
  );
}

/** Tokens and bytes are priced by the million, as the provider does; all else singly. */
function amountPer(unit: string): 1 | 1_000_000 {
  return /tokens|bytes/.test(unit) ? 1_000_000 : 1;
}

function currentAmount(model: AdminModel, unit: string): string {
  const price = model.prices.find((each) => each.unit === unit);
  return price ? exactAmount(BigInt(price.rateNanos) * BigInt(amountPer(unit))) : "";
}

type Fill = (template: string, values: Record<string, string | number>) => string;

function labelOf(unit: string, currency: string, models: Messages["models"], fill: Fill): string {
  const per: Readonly<Record<string, string>> = models.per;
  return `${unitName(unit, models)} (${fill(per[unit] ?? "{amount}", { amount: currency })})`;
}
