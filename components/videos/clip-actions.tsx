"use client";

import { Download, RefreshCw, SlidersHorizontal, Star, Trash2, Zap } from "lucide-react";
import { downloadAddress, ResultMenu } from "@/components/creations/result-menu";
import type { Result } from "@/components/creations/result";
import type { ResultActions } from "@/components/creations/use-result-actions";
import { useLocale, useText } from "@/components/text-provider";
import { Button, buttonVariants } from "@/components/ui/button";
import { DropdownMenuItem } from "@/components/ui/dropdown-menu";
import { formatMoney } from "@/lib/core";
import { cn } from "@/lib/ui";
import type { VideoModel } from "@/lib/videos/schema";
import type { VideoActions } from "./use-video-actions";

interface ClipActionsProps {
  result: Result;
  videos: VideoActions;
  actions: ResultActions;
}

/** What another clip of the model costs, quietly. */
export function ClipPrice({ model }: { model: VideoModel | undefined }) {
  const locale = useLocale();
  if (!model) return null;
  return (
    <span className="tabular text-xs text-muted-foreground">
      {formatMoney(model.price.rateNanos, model.price.currency, locale)}
    </span>
  );
}

/** Under a clip: favourite at hand, the rest in a menu, with prices where something is asked for at once. */
export function ClipMenu({ result, videos, actions }: ClipActionsProps) {
  const words = useText("videos").actions;
  const model = videos.modelFor(result.creation);
  return (
    <ResultMenu result={result} actions={actions}>
      <DropdownMenuItem
        icon={<RefreshCw aria-hidden />}
        disabled={!model}
        trailing={<ClipPrice model={model} />}
        onSelect={() => videos.again(result.creation)}
      >
        {words.again}
      </DropdownMenuItem>
      <DropdownMenuItem icon={<SlidersHorizontal aria-hidden />} onSelect={() => void videos.use(result)}>
        {words.use}
      </DropdownMenuItem>
      <DropdownMenuItem icon={<Zap aria-hidden />} onSelect={() => void videos.otherModel(result)}>
        {words.otherModel}
      </DropdownMenuItem>
    </ResultMenu>
  );
}

/** Beside the player: the same, with names. What fills the form closes the player. */
export function ClipButtons({ result, videos, actions, onLeave }: ClipActionsProps & { onLeave: () => void }) {
  const words = useText("videos").actions;
  const creations = useText("creations");
  const { asset, creation } = result;
  const model = videos.modelFor(creation);
  const leaving = (act: () => void) => () => {
    onLeave();
    act();
  };
  return (
    <>
      <Button size="sm" variant="outline" disabled={!model} onClick={leaving(() => videos.again(creation))}>
        <RefreshCw aria-hidden />
        {words.again}
        <ClipPrice model={model} />
      </Button>
      <Button size="sm" variant="outline" onClick={leaving(() => void videos.use(result))}>
        <SlidersHorizontal aria-hidden />
        {words.use}
      </Button>
      <Button size="sm" variant="outline" aria-pressed={asset.favourite} onClick={() => actions.favourite(result)}>
        <Star className={cn(asset.favourite && "fill-current text-primary-text")} aria-hidden />
        {asset.favourite ? creations.unfavourite : creations.favourite}
      </Button>
      <a className={buttonVariants({ size: "sm", variant: "outline" })} href={downloadAddress(asset.id)} download>
        <Download aria-hidden />
        {creations.download}
      </a>
      <Button size="sm" variant="dangerGhost" onClick={leaving(() => actions.trash(result))}>
        <Trash2 aria-hidden />
        {creations.trash}
      </Button>
    </>
  );
}
