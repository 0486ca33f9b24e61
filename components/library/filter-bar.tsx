"use client";

import { CalendarDays, Search, SlidersHorizontal, Star, X } from "lucide-react";
import { useEffect, useId, useRef, useState, type Ref } from "react";
import { useText } from "@/components/text-provider";
import { Button, IconButton } from "@/components/ui/button";
import { Label } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Popover } from "@/components/ui/popover";
import { Select } from "@/components/ui/select";
import type { LibraryModel } from "@/lib/library/schema";
import { assetKinds } from "@/lib/media/schema";
import { cn } from "@/lib/ui";
import { isNarrowed, type Filters } from "./filters";

const pauseMs = 250;

interface FilterBarProps {
  filters: Filters;
  models: readonly LibraryModel[];
  onChange: (filters: Filters) => void;
  searchRef: Ref<HTMLInputElement>;
}

/** What narrows the library. Everything here stands in the address. */
export function FilterBar({ filters, models, onChange, searchRef }: FilterBarProps) {
  const words = useText("library");
  const more = [filters.origin, filters.model, filters.from ?? filters.until].filter(Boolean).length;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchField
        inputRef={searchRef}
        value={filters.q ?? ""}
        onChange={(q) => onChange({ ...filters, q: q || undefined })}
      />
      <Select
        aria-label={words.kind}
        value={filters.kind ?? ""}
        onChange={({ target }) => onChange({ ...filters, kind: assetKinds.find((kind) => kind === target.value) })}
      >
        <option value="">{words.kinds.all}</option>
        {assetKinds.map((kind) => (
          <option key={kind} value={kind}>
            {words.kinds[kind]}
          </option>
        ))}
      </Select>
      <Button
        variant="outline"
        aria-pressed={filters.favourite ?? false}
        className="h-9 pointer-coarse:h-11 aria-pressed:bg-primary-soft aria-pressed:text-primary-text"
        onClick={() => onChange({ ...filters, favourite: !filters.favourite || undefined })}
      >
        <Star className={cn(filters.favourite && "fill-current")} aria-hidden />
        <span className="max-sm:sr-only">{words.favourites}</span>
      </Button>
      <Popover
        label={words.filters}
        className="w-80"
        trigger={
          <Button variant="outline" className="h-9 pointer-coarse:h-11">
            <SlidersHorizontal aria-hidden />
            <span className="max-sm:sr-only">{words.filters}</span>
            {more > 0 && (
              <span className="tabular rounded-md bg-primary-soft px-1.5 text-xs text-primary-text">{more}</span>
            )}
          </Button>
        }
      >
        <MoreFilters filters={filters} models={models} onChange={onChange} />
      </Popover>
      {isNarrowed(filters) && (
        <Button variant="ghost" className="h-9 pointer-coarse:h-11" onClick={() => onChange({ trash: filters.trash })}>
          <X aria-hidden />
          {words.clear}
        </Button>
      )}
    </div>
  );
}

function MoreFilters({ filters, models, onChange }: Omit<FilterBarProps, "searchRef">) {
  const words = useText("library");
  const id = useId();
  const known = filters.model === undefined || models.some((model) => model.id === filters.model);
  return (
    <div className="grid gap-4">
      <div className="grid gap-1.5">
        <Label htmlFor={`${id}-origin`}>{words.origin}</Label>
        <Select
          id={`${id}-origin`}
          className="w-full"
          value={filters.origin ?? ""}
          onChange={({ target: { value } }) =>
            onChange({ ...filters, origin: value === "made" || value === "uploaded" ? value : undefined })
          }
        >
          <option value="">{words.origins.all}</option>
          <option value="made">{words.origins.made}</option>
          <option value="uploaded">{words.origins.uploaded}</option>
        </Select>
      </div>
      <div className="grid gap-1.5">
        <Label htmlFor={`${id}-model`}>{words.model}</Label>
        <Select
          id={`${id}-model`}
          className="w-full"
          value={filters.model ?? ""}
          onChange={({ target }) => onChange({ ...filters, model: target.value || undefined })}
        >
          <option value="">{words.anyModel}</option>
          {!known && <option value={filters.model}>{filters.model}</option>}
          {models.map((model) => (
            <option key={model.id} value={model.id}>
              {model.name}
            </option>
          ))}
        </Select>
      </div>
      <fieldset className="grid gap-1.5">
        <legend className="mb-1.5 flex items-center gap-1.5 text-sm font-medium">
          <CalendarDays className="size-4 text-muted-foreground" aria-hidden />
          {words.dates}
        </legend>
        <div className="grid grid-cols-2 gap-2">
          {(["from", "until"] as const).map((end) => (
            <div key={end} className="grid gap-1">
              <Label htmlFor={`${id}-${end}`} className="text-xs font-normal text-muted-foreground">
                {words[end]}
              </Label>
              <Input
                id={`${id}-${end}`}
                type="date"
                value={filters[end] ?? ""}
                min={end === "until" ? filters.from : undefined}
                max={end === "from" ? filters.until : undefined}
                className="px-2"
                onChange={({ target }) => onChange({ ...filters, [end]: target.value || undefined })}
              />
            </div>
          ))}
        </div>
      </fieldset>
    </div>
  );
}

interface SearchFieldProps {
  inputRef: Ref<HTMLInputElement>;
  value: string;
  onChange: (value: string) => void;
}

function SearchField({ inputRef, value, onChange }: SearchFieldProps) {
  const words = useText("library");
  const [typed, setTyped] = useState(value);
  const [applied, setApplied] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  // The address has changed otherwise than by typing here: by the browser's buttons, or "Clear filters".
  if (value !== applied) {
    setApplied(value);
    if (value !== typed.trim()) setTyped(value);
  }
  const search = (next: string, wait: number) => {
    setTyped(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onChange(next.trim()), wait);
  };
  return (
    <div role="search" className="relative flex min-w-40 grow items-center sm:max-w-80">
      <Search className="pointer-events-none absolute left-2.5 size-4 text-muted-foreground" aria-hidden />
      <Input
        ref={inputRef}
        type="search"
        aria-label={words.search}
        placeholder={words.search}
        value={typed}
        maxLength={200}
        className="px-9 [&::-webkit-search-cancel-button]:hidden"
        onChange={({ target, nativeEvent }) =>
          search(target.value, "isComposing" in nativeEvent && nativeEvent.isComposing ? 4 * pauseMs : pauseMs)
        }
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.nativeEvent.isComposing) search(typed, 0);
          else if (event.key === "Escape" && typed) search("", 0);
          else return;
          event.preventDefault();
        }}
      />
      {typed && (
        <IconButton
          size="iconSm"
          tooltip={false}
          label={words.clearSearch}
          className="absolute right-1"
          onClick={() => search("", 0)}
        >
          <X aria-hidden />
        </IconButton>
      )}
    </div>
  );
}
