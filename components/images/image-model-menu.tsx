"use client";

import type { Ref } from "react";
import { ModelMenu } from "@/components/creations/model-menu";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { formatMoney } from "@/lib/core";
import type { ImageModel } from "@/lib/images/schema";
import { groupOf, type ModelGroup } from "./settings";

interface ImageModelMenuProps {
  models: readonly ImageModel[];
  model: ImageModel;
  onChoose: (model: ImageModel) => void;
  /** the place of its button */
  holder?: Ref<HTMLDivElement> | undefined;
}

const groups: readonly ModelGroup[] = ["words", "both", "pictures"];

/** The model, with what a picture costs; opens the list of all, by what they start from. */
export function ImageModelMenu({ models, ...props }: ImageModelMenuProps) {
  const words = useText("images");
  const format = useFormat();
  const locale = useLocale();
  return (
    <ModelMenu
      {...props}
      groups={groups.map((group) => ({
        name: words.groups[group],
        models: models.filter((model) => groupOf(model) === group),
      }))}
      priceOf={({ priceNanos, currency }) => formatMoney(priceNanos, currency, locale)}
      words={{
        choose: words.chooseModel,
        current: format(words.currentModel, { model: props.model.name }),
        newModel: words.new,
        per: (amount) => format(words.perPicture, { amount }),
      }}
    />
  );
}
