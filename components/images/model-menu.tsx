"use client";

import { ChevronDown } from "lucide-react";
import type { Ref } from "react";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { Badge } from "@/components/ui/badge";
import { DropdownMenu, DropdownMenuItem, DropdownMenuLabel } from "@/components/ui/dropdown-menu";
import { fieldClasses } from "@/components/ui/input";
import { formatMoney } from "@/lib/core";
import type { ImageModel } from "@/lib/images/schema";
import { cn } from "@/lib/ui";
import { groupOf, type ModelGroup } from "./settings";

interface ModelMenuProps {
  models: readonly ImageModel[];
  model: ImageModel;
  onChoose: (model: ImageModel) => void;
  /** the place of its button */
  holder?: Ref<HTMLDivElement>;
}

const groups: readonly ModelGroup[] = ["words", "both", "pictures"];

/** The model, with what a picture costs; opens the list of all, by what they start from. */
export function ModelMenu({ models, model, onChoose, holder }: ModelMenuProps) {
  const words = useText("images");
  const format = useFormat();
  const locale = useLocale();
  const price = ({ priceNanos, currency }: ImageModel) => formatMoney(priceNanos, currency, locale);
  return (
    <div ref={holder}>
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
              {format(words.perPicture, { amount: price(model) })}
            </span>
            <ChevronDown className="size-4 shrink-0 text-muted-foreground" aria-hidden />
          </button>
        }
      >
        {groups.map((group) => {
          const inGroup = models.filter((each) => groupOf(each) === group);
          if (inGroup.length === 0) return null;
          return (
            <div key={group} role="group" aria-label={words.groups[group]}>
              <DropdownMenuLabel>{words.groups[group]}</DropdownMenuLabel>
              {inGroup.map((each) => (
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
            </div>
          );
        })}
      </DropdownMenu>
    </div>
  );
}
