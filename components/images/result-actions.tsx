"use client";

import {
  Clapperboard,
  Download,
  Pencil,
  Pin,
  RefreshCw,
  Shapes,
  SlidersHorizontal,
  Star,
  Trash2,
  Zap,
} from "lucide-react";
import { downloadAddress, ResultMenu } from "@/components/creations/result-menu";
import { seedOf, type Result } from "@/components/creations/result";
import type { ResultActions } from "@/components/creations/use-result-actions";
import { useLocale, useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { DropdownMenuItem } from "@/components/ui/dropdown-menu";
import { formatMoney } from "@/lib/core";
import type { ImageModel } from "@/lib/images/schema";
import { cn } from "@/lib/ui";
import type { ImageActions } from "./use-image-actions";
import { settingsOf } from "./settings";

interface PictureActionsProps {
  result: Result;
  images: ImageActions;
  actions: ResultActions;
}

/** What pictures like this one would cost: "4 × $0.02". */
function useSum(): (model: ImageModel, count: number) => string {
  const locale = useLocale();
  return ({ priceNanos, currency }, count) => {
    const amount = formatMoney(priceNanos, currency, locale);
    return count > 1 ? `${count} × ${amount}` : amount;
  };
}

/** Under a picture: favourite at hand, the rest in a menu, with prices where something is asked for at once. */
export function PictureMenu({ result, images, actions }: PictureActionsProps) {
  const words = useText("images").actions;
  const sum = useSum();
  const again = images.again(result);
  const variation = images.vary(result);
  const settings = settingsOf(result.creation);
  const price = (text: string) => (
    <span className="tabular shrink-0 text-xs whitespace-nowrap text-muted-foreground">{text}</span>
  );
  return (
    <ResultMenu result={result} actions={actions}>
      <DropdownMenuItem
        icon={<RefreshCw aria-hidden />}
        disabled={!again}
        trailing={again && price(sum(again.model, 1))}
        onSelect={() => again && void images.start(again.settings)}
      >
        {words.again}
      </DropdownMenuItem>
      <DropdownMenuItem
        icon={<Shapes aria-hidden />}
        disabled={!variation}
        trailing={variation && price(sum(variation.model, variation.settings.count))}
        onSelect={() => variation && void images.start(variation.settings)}
      >
        {words.vary}
      </DropdownMenuItem>
      <DropdownMenuItem icon={<Zap aria-hidden />} disabled={!settings} onSelect={() => images.otherModel(result)}>
        {words.otherModel}
      </DropdownMenuItem>
      <DropdownMenuItem icon={<Pencil aria-hidden />} onSelect={() => images.edit(result.asset.id)}>
        {words.edit}
      </DropdownMenuItem>
      <DropdownMenuItem icon={<Clapperboard aria-hidden />} href={`/videos?image=${result.asset.id}`}>
        {words.video}
      </DropdownMenuItem>
      {seedOf(result.call) !== null && (
        <DropdownMenuItem icon={<Pin aria-hidden />} onSelect={() => images.keepSeed(result)}>
          {words.keepSeed}
        </DropdownMenuItem>
      )}
      <DropdownMenuItem
        icon={<SlidersHorizontal aria-hidden />}
        disabled={!settings}
        onSelect={() => images.use(result)}
      >
        {words.use}
      </DropdownMenuItem>
    </ResultMenu>
  );
}

/** Beside a picture in full size: the same, with names. What fills the form closes the view of the picture. */
export function PictureButtons({ result, images, actions, onLeave }: PictureActionsProps & { onLeave: () => void }) {
  const words = useText("images").actions;
  const creations = useText("creations");
  const sum = useSum();
  const again = images.again(result);
  const variation = images.vary(result);
  const { asset } = result;
  const leaving = (act: () => void) => () => {
    onLeave();
    act();
  };
  const price = (text: string) => (
    <span className="tabular shrink-0 text-xs whitespace-nowrap text-muted-foreground">{text}</span>
  );
  return (
    <>
      {again && (
        <Button size="sm" variant="outline" onClick={leaving(() => void images.start(again.settings))}>
          <RefreshCw aria-hidden />
          {words.again}
          {price(sum(again.model, 1))}
        </Button>
      )}
      {variation && (
        <Button size="sm" variant="outline" onClick={leaving(() => void images.start(variation.settings))}>
          <Shapes aria-hidden />
          {words.vary}
          {price(sum(variation.model, variation.settings.count))}
        </Button>
      )}
      <Button size="sm" variant="outline" onClick={leaving(() => images.edit(asset.id))}>
        <Pencil aria-hidden />
        {words.edit}
      </Button>
      {settingsOf(result.creation) && (
        <Button size="sm" variant="outline" onClick={leaving(() => images.otherModel(result))}>
          <Zap aria-hidden />
          {words.otherModel}
        </Button>
      )}
      <Button size="sm" variant="outline" onClick={leaving(() => images.use(result))}>
        <SlidersHorizontal aria-hidden />
        {words.use}
      </Button>
      <ButtonLink size="sm" variant="outline" href={`/videos?image=${asset.id}`}>
        <Clapperboard aria-hidden />
        {words.video}
      </ButtonLink>
      <Button size="sm" variant="outline" aria-pressed={asset.favourite} onClick={() => actions.favourite(result)}>
        <Star className={cn(asset.favourite && "fill-current text-primary-text")} aria-hidden />
        {asset.favourite ? creations.unfavourite : creations.favourite}
      </Button>
      <ButtonLink size="sm" variant="outline" href={downloadAddress(asset.id)} prefetch={false} download>
        <Download aria-hidden />
        {creations.download}
      </ButtonLink>
      <Button size="sm" variant="dangerGhost" onClick={leaving(() => actions.trash(result))}>
        <Trash2 aria-hidden />
        {creations.trash}
      </Button>
    </>
  );
}
