"use client";

import { useEffect, useId, useRef, useState } from "react";
import { listChatModels } from "@/components/chat/api";
import { shortModelName } from "@/components/chat/quantities";
import { useFailureText } from "@/components/failure";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { Skeleton } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PriceChip } from "@/components/ui/price-chip";
import { Select } from "@/components/ui/select";
import { formatMoney, newId } from "@/lib/core";
import type { ImprovedPrompt } from "@/lib/images/schema";
import type { ModelSummary } from "@/lib/models/schema";
import { improvePrompt } from "./api";
import { improvementEstimate } from "./improving";

interface ImproveProps {
  prompt: string;
  imageModelId: string;
  /** the chat model that answers here unless another is chosen */
  usualModelId: string | undefined;
  onAccept: (suggestion: ImprovedPrompt) => void;
  onClose: () => void;
}

/** A fuller wording by a chat model: asked for at a price, shown beside the person's own, taken only by a press. */
export function Improve({ prompt, imageModelId, usualModelId, onAccept, onClose }: ImproveProps) {
  const words = useText("images").improve;
  const failureText = useFailureText();
  const [models, setModels] = useState<readonly ModelSummary[]>();
  const [chosen, setChosen] = useState(usualModelId);
  const [asking, setAsking] = useState(false);
  const [suggestion, setSuggestion] = useState<ImprovedPrompt>();
  const [failed, setFailed] = useState<unknown>();
  const underWay = useRef(false);
  const id = useId();

  useEffect(() => {
    let here = true;
    listChatModels().then(
      (loaded) => here && setModels(loaded.filter(({ offered }) => offered)),
      (error: unknown) => here && setFailed(error),
    );
    return () => {
      here = false;
    };
  }, []);

  const model = models?.find(({ id: each }) => each === chosen) ?? models?.[0];
  const ask = async () => {
    if (!model || underWay.current) return;
    underWay.current = true;
    setAsking(true);
    setFailed(undefined);
    try {
      setSuggestion(await improvePrompt({ prompt, modelId: model.id, imageModelId, requestKey: newId() }));
    } catch (error) {
      setFailed(error);
    } finally {
      underWay.current = false;
      setAsking(false);
    }
  };
  return (
    <section aria-label={words.title} className="grid gap-2.5 rounded-lg border p-3">
      <p className="text-xs text-muted-foreground">{words.text}</p>
      {models === undefined && failed === undefined ? (
        <Skeleton className="h-9" />
      ) : models?.length === 0 ? (
        <p className="text-sm">{words.none}</p>
      ) : (
        models && (
          <div className="grid gap-1.5">
            <label htmlFor={`${id}-model`} className="text-xs font-medium">
              {words.model}
            </label>
            <Select
              id={`${id}-model`}
              className="[&>select]:w-full"
              value={model?.id}
              onChange={(event) => setChosen(event.target.value)}
            >
              {models.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.name}
                </option>
              ))}
            </Select>
          </div>
        )
      )}
      {failed !== undefined && <Notice tone="danger">{failureText(failed)}</Notice>}
      {!/\S/.test(prompt) && <p className="text-xs">{words.write}</p>}
      {suggestion && <Suggestion suggestion={suggestion} />}
      <div className="flex flex-wrap items-center justify-end gap-2">
        {!suggestion && <SuggestionPrice model={model} prompt={prompt} />}
        {suggestion ? (
          <>
            <Button size="sm" variant="outline" onClick={onClose}>
              {words.reject}
            </Button>
            <Button size="sm" variant="secondary" onClick={() => onAccept(suggestion)}>
              {words.accept}
            </Button>
          </>
        ) : (
          <Button
            size="sm"
            variant="secondary"
            busy={asking}
            disabled={!model || !/\S/.test(prompt)}
            onClick={() => void ask()}
          >
            {words.ask}
          </Button>
        )}
      </div>
      <p role="status" className="sr-only">
        {asking ? words.asking : suggestion ? words.suggestion : ""}
      </p>
    </section>
  );
}

function Suggestion({ suggestion }: { suggestion: ImprovedPrompt }) {
  const words = useText("images").improve;
  const format = useFormat();
  const locale = useLocale();
  const { prompt, negativePrompt, modelId, costNanos, currency } = suggestion;
  return (
    <div className="grid gap-1 rounded-md bg-primary-soft px-3 py-2.5">
      <p className="text-xs font-medium text-primary-text">{words.suggestion}</p>
      <p className="text-sm whitespace-pre-wrap wrap-anywhere">{prompt}</p>
      {negativePrompt && (
        <p className="text-xs wrap-anywhere">{format(words.alsoNegative, { words: negativePrompt })}</p>
      )}
      <p className="tabular text-xs text-muted-foreground">
        {format(words.cost, { model: shortModelName(modelId), amount: formatMoney(costNanos, currency, locale) })}
      </p>
    </div>
  );
}

function SuggestionPrice({ model, prompt }: { model: ModelSummary | undefined; prompt: string }) {
  const words = useText("images").improve.price;
  const format = useFormat();
  const locale = useLocale();
  const estimate = improvementEstimate(model, prompt);
  if (!estimate) return <PriceChip price={undefined} lines={[]} total="–" />;
  const money = (nanos: bigint) => formatMoney(nanos, estimate.currency, locale);
  return (
    <PriceChip
      price={`≈ ${money(estimate.totalNanos)}`}
      lines={estimate.lines.map(({ unit, tokens, rate, nanos }) => ({
        label: words[unit],
        quantity: new Intl.NumberFormat(locale).format(tokens),
        rate: format(words.million, { amount: money(rate * 1_000_000n) }),
        amount: money(nanos),
      }))}
      total={money(estimate.totalNanos)}
    />
  );
}
