"use client";

import { ChevronDown } from "lucide-react";
import type { Ref } from "react";
import { Badge } from "@/components/ui/badge";
import { DropdownMenu, DropdownMenuItem, DropdownMenuLabel } from "@/components/ui/dropdown-menu";
import { fieldClasses } from "@/components/ui/input";
import { cn } from "@/lib/ui";

interface NamedModel {
  id: string;
  name: string;
  isNew: boolean;
}

interface ModelMenuProps<Model extends NamedModel> {
  /** one group without a name, or several with theirs; empty ones are left out */
  groups: readonly { name?: string; models: readonly Model[] }[];
  model: Model;
  onChoose: (model: Model) => void;
  /** of one result, for people */
  priceOf: (model: Model) => string;
  words: {
    /** of the list */
    choose: string;
    /** of the button, which names the present model */
    current: string;
    newModel: string;
    /** "$0.04 a picture" */
    per: (amount: string) => string;
  };
  /** the place of its button */
  holder?: Ref<HTMLDivElement> | undefined;
}

/** The model of a studio with what one result costs; opens the list of all. */
export function ModelMenu<Model extends NamedModel>({
  groups,
  model,
  onChoose,
  priceOf,
  words,
  holder,
}: ModelMenuProps<Model>) {
  return (
    <div ref={holder} data-models>
      <DropdownMenu
        label={words.choose}
        className="w-84"
        trigger={
          <button
            type="button"
            className={cn(fieldClasses, "flex h-9 items-center gap-2 text-left pointer-coarse:h-11")}
          >
            <span className="sr-only">{words.current}</span>
            <span className="min-w-0 grow truncate" aria-hidden>
              {model.name}
            </span>
            <span className="tabular shrink-0 text-xs text-muted-foreground">{words.per(priceOf(model))}</span>
            <ChevronDown className="size-4 shrink-0 text-muted-foreground" aria-hidden />
          </button>
        }
      >
        {groups
          .filter(({ models }) => models.length > 0)
          .map(({ name, models }) => (
            <div key={name ?? ""} {...(name !== undefined && { role: "group", "aria-label": name })}>
              {name !== undefined && <DropdownMenuLabel>{name}</DropdownMenuLabel>}
              {models.map((each) => (
                <DropdownMenuItem
                  key={each.id}
                  checked={each.id === model.id}
                  trailing={
                    <span className="flex shrink-0 items-center gap-2">
                      {each.isNew && <Badge tone="accent">{words.newModel}</Badge>}
                      <span className="tabular text-xs text-muted-foreground">{priceOf(each)}</span>
                    </span>
                  }
                  onSelect={() => onChoose(each)}
                >
                  {each.name}
                </DropdownMenuItem>
              ))}
            </div>
          ))}
      </DropdownMenu>
    </div>
  );
}
