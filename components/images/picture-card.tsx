"use client";

import { RefreshCw } from "lucide-react";
import { CreationCard } from "@/components/creations/creation-card";
import type { Result } from "@/components/creations/result";
import type { ResultActions } from "@/components/creations/use-result-actions";
import { useLocale, useText } from "@/components/text-provider";
import { DropdownMenuItem } from "@/components/ui/dropdown-menu";
import { formatMoney } from "@/lib/core";
import type { Creation } from "@/lib/creations/schema";
import { priceOfImages, type ImageModel } from "@/lib/images/schema";
import { PictureMenu } from "./result-actions";
import { expectedOf, settingsOf, shapeOf } from "./settings";
import type { ImageActions } from "./use-image-actions";

interface PictureCardProps {
  creation: Creation;
  models: readonly ImageModel[];
  admin: boolean;
  marked: boolean;
  images: ImageActions;
  actions: ResultActions;
  onOpen: (result: Result) => void;
  onCancel: (callId?: string) => void;
  onHide: () => void;
}

/** One click of the image studio, with its pictures. */
export function PictureCard({ creation, models, images, actions, ...rest }: PictureCardProps) {
  const words = useText("images").actions;
  const locale = useLocale();
  const settings = settingsOf(creation);
  const model = models.find(({ id }) => id === creation.modelId);
  const price = (count: number) => (model ? formatMoney(priceOfImages(model, count), model.currency, locale) : "");
  return (
    <CreationCard
      {...rest}
      creation={creation}
      shape={shapeOf(creation)}
      expectedPerCall={expectedOf(creation)}
      pictureFields={model?.pictures?.fields.slice(0, settings?.inputAssetIds.length ?? 0)}
      actions={(result) => <PictureMenu result={result} images={images} actions={actions} />}
      {...(settings && {
        onAgainWithOther: (call) => images.otherModel({ creation, call }),
      })}
      {...(settings &&
        model && {
          again: (call) => ({
            price: price(expectedOf(creation)(call)),
            ask: () => images.retry(creation, call),
          }),
        })}
      menu={
        settings &&
        model && (
          <DropdownMenuItem
            icon={<RefreshCw aria-hidden />}
            trailing={<span className="tabular text-xs text-muted-foreground">{price(settings.count)}</span>}
            onSelect={() => void images.start({ ...settings, seed: null })}
          >
            {words.again}
          </DropdownMenuItem>
        )
      }
    />
  );
}
