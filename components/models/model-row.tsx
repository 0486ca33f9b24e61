"use client";

import { memo } from "react";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { CopyButton } from "@/components/ui/copy-button";
import { formatMoney } from "@/lib/core";
import type { ModelPrice, ModelSummary } from "@/lib/models/schema";
import { ModelBadges } from "./model-badges";
import { capabilitiesOf, kindName, priceText, unitName } from "./words";

/** A model: what it can do, how much fits, what it costs and who says so. */
export const ModelRow = memo(function ModelRow({ model }: { model: ModelSummary }) {
  const models = useText("models");
  const locale = useLocale();
  const fill = useFormat();
  const size = (count: number) => new Intl.NumberFormat(locale, { notation: "compact" }).format(count);
  const facts = [
    kindName(model.subType, models),
    model.contextLength ? `${models.context} ${fill(models.tokens, { count: size(model.contextLength) })}` : undefined,
    model.maxOutput ? `${models.maxOutput} ${fill(models.tokens, { count: size(model.maxOutput) })}` : undefined,
  ].filter(Boolean);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-6 gap-y-2 border-b py-3.5 [contain-intrinsic-size:auto_5rem] [content-visibility:auto]">
      <div className="grid min-w-0 gap-1">
        <h2 className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium">{model.name}</span>
          <ModelBadges model={model} models={models} />
        </h2>
        <p className="flex min-w-0 items-center gap-1 font-mono text-xs text-muted-foreground">
          <span className="truncate">{model.id}</span>
          <CopyButton text={model.id} label={models.copyId} size="iconSm" className="-my-1.5 [&_svg]:size-3.5" />
        </p>
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-muted-foreground">
          {facts.join(" · ")}
          {capabilitiesOf(model).map((name) => (
            <Badge key={name} tone="outline">
              {models.capabilities[name]}
            </Badge>
          ))}
        </p>
      </div>
      <div className="flex flex-col items-end gap-2 max-sm:col-span-2 max-sm:flex-row max-sm:items-center max-sm:justify-between">
        {model.prices.length > 0 && <Prices prices={model.prices} />}
        {model.subType === "chat" && model.offered && (
          <ButtonLink
            href={`/?model=${encodeURIComponent(model.id)}`}
            variant="outline"
            size="sm"
            aria-label={fill(models.chatWith, { model: model.name })}
            prefetch={false}
          >
            {models.chat}
          </ButtonLink>
        )}
      </div>
    </li>
  );
});

function Prices({ prices }: { prices: readonly ModelPrice[] }) {
  const models = useText("models");
  const locale = useLocale();
  const fill = useFormat();
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  const source = (price: ModelPrice) =>
    fill(models.source, { source: price.source, date: date.format(new Date(price.sourcedOn)) });
  return (
    <dl className="tabular grid grid-cols-[auto_auto] gap-x-3 text-right text-xs">
      {prices.map((price) => (
        <div key={price.unit} className="contents" data-tooltip={source(price)}>
          <dt className="text-muted-foreground" data-tooltip={source(price)}>
            {unitName(price.unit, models)}
          </dt>
          <dd data-tooltip={source(price)}>
            {priceText(price, models, locale)}
            <span className="sr-only">
              {" "}
              ({source(price)}; {formatMoney(price.rateNanos, price.currency, locale)})
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
