"use client";

import { Search } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useDeferredValue, useMemo, useState } from "react";
import { useFormat, useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { ModelSummary } from "@/lib/models/schema";
import { filterModels, readFilter, type ModelFilter } from "./filter";
import { ModelRow } from "./model-row";
import { capabilityNames, kindName } from "./words";

/** Every model one can use, with search and filters that live in the address. */
export function Catalogue({ models: all }: { models: readonly ModelSummary[] }) {
  const models = useText("models");
  const fill = useFormat();
  const router = useRouter();
  const pathname = usePathname();
  const parameters = useSearchParams();
  const [filter, setFilter] = useState<ModelFilter>(() => readFilter(parameters));
  const settled = useDeferredValue(filter);
  const shown = useMemo(() => filterModels(all, settled), [all, settled]);
  const kinds = useMemo(() => [...new Set(all.map((model) => model.subType))], [all]);

  const change = (part: Partial<ModelFilter>) => {
    const next = { ...filter, ...part };
    setFilter(next);
    const entries = Object.entries(next).filter(([, value]) => value);
    const search = new URLSearchParams(entries as [string, string][]);
    router.replace(search.size > 0 ? `${pathname}?${search}` : pathname, { scroll: false });
  };

  return (
    <>
      <search className="mb-4 flex flex-wrap items-center gap-2">
        <span className="relative min-w-56 grow sm:max-w-80">
          <Search
            className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted-foreground"
            aria-hidden
          />
          <Input
            type="search"
            aria-label={models.search}
            placeholder={models.search}
            value={filter.q}
            onChange={(event) => change({ q: event.target.value })}
            className="pl-9"
          />
        </span>
        <Select aria-label={models.kind} value={filter.kind} onChange={(event) => change({ kind: event.target.value })}>
          <option value="">{models.allKinds}</option>
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {kindName(kind, models)}
            </option>
          ))}
        </Select>
        <Select
          aria-label={models.capability}
          value={filter.can}
          onChange={(event) => change({ can: event.target.value })}
        >
          <option value="">
            {models.capability}: {models.anyCapability}
          </option>
          {capabilityNames.map((name) => (
            <option key={name} value={name}>
              {models.capabilities[name]}
            </option>
          ))}
        </Select>
        <p role="status" className="tabular ml-auto text-xs text-muted-foreground">
          {fill(models.shown, { count: shown.length })}
        </p>
      </search>
      {shown.length > 0 ? (
        <ul className="border-t">
          {shown.map((model) => (
            <ModelRow key={model.id} model={model} />
          ))}
        </ul>
      ) : (
        <EmptyState
          title={models.none}
          action={<Button onClick={() => change({ q: "", kind: "", can: "" })}>{models.clear}</Button>}
        >
          {models.noneText}
        </EmptyState>
      )}
    </>
  );
}
