"use client";

import { EyeOff } from "lucide-react";
import { useEffect, useState } from "react";
import { useFormat, useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import type { ModelSummary } from "@/lib/models/schema";
import { listChatModels } from "../api";

interface VisionNoticeProps {
  model: ModelSummary;
  /** models that have answered in this conversation, the last one first */
  usedBefore: readonly string[];
  /** pictures wait to be sent, which this model would refuse; else there are only earlier ones */
  blocking: boolean;
  onChoose: (model: ModelSummary) => void;
}

/** Says that the chosen model does not see, and offers one that does. */
export function VisionNotice({ model, usedBefore, blocking, onChoose }: VisionNoticeProps) {
  const words = useText("attachments").vision;
  const format = useFormat();
  const [models, setModels] = useState<readonly ModelSummary[]>([]);
  useEffect(() => {
    let here = true;
    listChatModels().then(
      (loaded) => here && setModels(loaded),
      () => undefined,
    );
    return () => {
      here = false;
    };
  }, []);
  const seeing = seeingModel(models, usedBefore);
  return (
    <div role="status" className="mx-auto mb-2 w-full max-w-[48rem] px-3 sm:px-6">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg bg-warning-soft px-3 py-2 text-sm">
        <EyeOff className="size-4 shrink-0 text-warning" aria-hidden />
        <p className="min-w-0 grow basis-60">{format(blocking ? words.here : words.earlier, { model: model.name })}</p>
        {seeing && (
          <Button size="sm" variant="outline" onClick={() => onChoose(seeing)}>
            {format(words.choose, { model: seeing.name })}
          </Button>
        )}
      </div>
    </div>
  );
}

/** Smaller windows belong to models that read single pages. */
const leastWindow = 32_768;

/** One that has answered here before, else the one that reads for the least money. */
export function seeingModel(models: readonly ModelSummary[], usedBefore: readonly string[]): ModelSummary | undefined {
  const seeing = models.filter(
    ({ capabilities, offered, state }) => capabilities.vision && offered && state !== "retired",
  );
  const rate = (model: ModelSummary) =>
    Number(model.prices.find(({ unit }) => unit === "input_tokens")?.rateNanos ?? Infinity);
  const known = usedBefore.flatMap((id) => seeing.find((model) => model.id === id) ?? []);
  const roomy = seeing.filter(({ contextLength }) => (contextLength ?? 0) >= leastWindow);
  return known[0] ?? roomy.toSorted((one, other) => rate(one) - rate(other))[0] ?? seeing[0];
}
