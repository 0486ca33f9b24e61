"use client";

import { useRouter } from "next/navigation";
import { memo, useOptimistic, useTransition } from "react";
import { useFailureText } from "@/components/failure";
import { ModelBadges } from "@/components/models/model-badges";
import { kindName, priceText, unitName } from "@/components/models/words";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { Switch } from "@/components/ui/switch";
import { toast } from "@/components/ui/toast";
import type { AdminModel } from "@/lib/models/schema";
import { request } from "@/lib/ui";

/** A model with its price and the switch that offers it. */
export const AdminModelRow = memo(function AdminModelRow(props: { model: AdminModel; onPrice: (id: string) => void }) {
  const { model, onPrice } = props;
  const { models: words } = useText("admin");
  const models = useText("models");
  const locale = useLocale();
  const fill = useFormat();
  const router = useRouter();
  const failureWords = useFailureText();
  const [, startTransition] = useTransition();
  const [hidden, setHidden] = useOptimistic(model.hidden);
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  const first = model.prices[0];

  const offer = (offered: boolean) =>
    startTransition(async () => {
      setHidden(!offered);
      try {
        await request("PATCH", "/api/admin/models", { id: model.id, hidden: !offered });
        toast({ text: fill(offered ? words.shown : words.hidden, { model: model.name }), tone: "success" });
      } catch (error) {
        toast({ text: failureWords(error), tone: "danger" });
      }
      router.refresh();
    });

  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-2 border-b py-3 [contain-intrinsic-size:auto_4rem] [content-visibility:auto]">
      <div className="grid min-w-0 grow basis-64 gap-0.5">
        <h2 className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium">{model.name}</span>
          <ModelBadges model={model} hidden={hidden} models={models} />
        </h2>
        <p className="truncate text-xs text-muted-foreground">
          {kindName(model.subType, models)} · <span className="font-mono">{model.id}</span>
        </p>
      </div>
      <div className="tabular grid justify-items-end text-right text-xs max-sm:justify-items-start max-sm:text-left">
        {model.prices.map((price) => (
          <span key={price.unit}>
            <span className="text-muted-foreground">{unitName(price.unit, models)}</span>{" "}
            {priceText(price, models, locale)}
          </span>
        ))}
        {first && (
          <span className="max-w-80 text-muted-foreground">
            {fill(models.source, { source: first.source, date: date.format(new Date(first.sourcedOn)) })}
          </span>
        )}
      </div>
      <div className="ml-auto flex items-center gap-4">
        <Button variant="outline" size="sm" onClick={() => onPrice(model.id)}>
          {first ? words.changePrice : words.setPrice}
        </Button>
        <Switch
          aria-label={fill(words.offer, { model: model.name })}
          checked={!hidden}
          onChange={(event) => offer(event.target.checked)}
        />
      </div>
    </li>
  );
});
