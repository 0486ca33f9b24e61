"use client";

import { ChevronDown } from "lucide-react";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { Badge } from "@/components/ui/badge";
import { DropdownMenu, DropdownMenuItem } from "@/components/ui/dropdown-menu";
import { fieldClasses } from "@/components/ui/input";
import { formatMoney } from "@/lib/core";
import { cn } from "@/lib/ui";
import type { VideoModel } from "@/lib/videos/schema";

interface VideoModelMenuProps {
  /** those of one kind, at least one */
  models: readonly VideoModel[];
  model: VideoModel;
  onChoose: (model: VideoModel) => void;
}

/** The model, with what a clip costs; opens the list of those that begin with the same. */
export function VideoModelMenu({ models, model, onChoose }: VideoModelMenuProps) {
  const words = useText("videos");
  const format = useFormat();
  const locale = useLocale();
  const price = ({ price: { rateNanos, currency } }: VideoModel) => formatMoney(rateNanos, currency, locale);
  return (
    <div data-models>
      <DropdownMenu
        label={words.chooseModel}
        className="w-84"
        trigger={
          <button
            type="button"
            aria-label={format(words.currentModel, { model: model.name })}
            className={cn(fieldClasses, "flex h-9 items-center gap-2 text-left pointer-coarse:h-11")}
          >
            <span className="min-w-0 grow truncate">{model.name}</span>
            <span className="tabular shrink-0 text-xs text-muted-foreground">
              {format(words.perClip, { amount: price(model) })}
            </span>
            <ChevronDown className="size-4 shrink-0 text-muted-foreground" aria-hidden />
          </button>
        }
      >
        {models.map((each) => (
          <DropdownMenuItem
            key={each.id}
            checked={each.id === model.id}
            trailing={
              <span className="flex shrink-0 items-center gap-2">
                {each.isNew && <Badge tone="accent">{words.new}</Badge>}
                <span className="tabular text-xs text-muted-foreground">{price(each)}</span>
              </span>
            }
            onSelect={() => onChoose(each)}
          >
            {each.name}
          </DropdownMenuItem>
        ))}
      </DropdownMenu>
    </div>
  );
}
