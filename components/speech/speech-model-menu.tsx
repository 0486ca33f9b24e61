"use client";

import { ModelMenu } from "@/components/creations/model-menu";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { formatMoney } from "@/lib/core";
import type { SpeechModel } from "@/lib/speech/schema";

interface SpeechModelMenuProps {
  models: readonly SpeechModel[];
  model: SpeechModel;
  onChoose: (model: SpeechModel) => void;
}

/** The model, with what a million bytes of text cost. */
export function SpeechModelMenu({ models, model, onChoose }: SpeechModelMenuProps) {
  const words = useText("speech");
  const format = useFormat();
  const locale = useLocale();
  return (
    <ModelMenu
      model={model}
      onChoose={onChoose}
      groups={[{ models }]}
      priceOf={({ rate, currency }) =>
        format(words.perMillion, { amount: formatMoney(BigInt(rate) * 1_000_000n, currency, locale) })
      }
      words={{
        choose: words.chooseModel,
        current: format(words.currentModel, { model: model.name }),
        newModel: words.new,
        per: (amount) => amount,
      }}
    />
  );
}
