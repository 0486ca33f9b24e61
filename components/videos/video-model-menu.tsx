"use client";

import { ModelMenu } from "@/components/creations/model-menu";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { formatMoney } from "@/lib/core";
import type { VideoModel } from "@/lib/videos/schema";

interface VideoModelMenuProps {
  /** those of one kind, at least one */
  models: readonly VideoModel[];
  model: VideoModel;
  onChoose: (model: VideoModel) => void;
}

/** The model, with what a clip costs; opens the list of those that begin with the same. */
export function VideoModelMenu({ models, ...props }: VideoModelMenuProps) {
  const words = useText("videos");
  const format = useFormat();
  const locale = useLocale();
  return (
    <ModelMenu
      {...props}
      groups={[{ models }]}
      priceOf={({ price }) => formatMoney(price.rateNanos, price.currency, locale)}
      words={{
        choose: words.chooseModel,
        current: format(words.currentModel, { model: props.model.name }),
        newModel: words.new,
        per: (amount) => format(words.perClip, { amount }),
      }}
    />
  );
}
