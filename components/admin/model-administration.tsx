"use client";

import { Search } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useDeferredValue, useMemo, useState } from "react";
import { useFormat, useText } from "@/components/text-provider";
import { EmptyState } from "@/components/ui/empty-state";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { filterModels } from "@/components/models/filter";
import type { AdminModel } from "@/lib/models/schema";
import { AdminModelRow } from "./admin-model-row";
import { modelStates, standsIn, type ModelStateFilter } from "./model-filter";
import { PriceDialog } from "./price-dialog";

export interface ModelAdministrationProps {
  models: readonly AdminModel[];
  currency: string;
  /** the server's date */
  today: string;
}

/** The list of models with their switches and prices; search and state live in the address. */
export function ModelAdministration({ models: all, currency, today }: ModelAdministrationProps) {
  const { models: words } = useText("admin");
  const fill = useFormat();
  const router = useRouter();
  const pathname = usePathname();
  const parameters = useSearchParams();
  const [query, setQuery] = useState(parameters.get("q") ?? "");
  const [state, setState] = useState<ModelStateFilter>(
    modelStates.find((each) => each === parameters.get("state")) ?? "all",
  );
  const [pricedId, setPricedId] = useState<string>();
  const settledQuery = useDeferredValue(query);
  const shown = useMemo(
    () => filterModels(all, { q: settledQuery, kind: "", can: "" }).filter((model) => standsIn(model, state)),
    [all, settledQuery, state],
  );
  const priced = all.find((model) => model.id === pricedId);

  const remember = (q: string, chosen: ModelStateFilter) => {
    const search = new URLSearchParams({ ...(q ? { q } : {}), ...(chosen === "all" ? {} : { state: chosen }) });
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
            aria-label={words.search}
            placeholder={words.search}
            value={query}
            className="pl-9"
            onChange={(event) => {
              setQuery(event.target.value);
              remember(event.target.value, state);
            }}
          />
        </span>
        <Select
          aria-label={words.filters.all}
          value={state}
          onChange={(event) => {
            const chosen = event.target.value as ModelStateFilter;
            setState(chosen);
            remember(query, chosen);
          }}
        >
          {modelStates.map((each) => (
            <option key={each} value={each}>
              {words.filters[each]} ({all.filter((model) => standsIn(model, each)).length})
            </option>
          ))}
        </Select>
        <p role="status" className="tabular ml-auto text-xs text-muted-foreground">
          {fill(words.count, { count: shown.length })}
        </p>
      </search>
      {shown.length > 0 ? (
        <ul className="border-t">
          {shown.map((model) => (
            <AdminModelRow key={model.id} model={model} onPrice={setPricedId} />
          ))}
        </ul>
      ) : (
        <EmptyState title={words.none} />
      )}
      {priced && (
        <PriceDialog
          key={priced.id}
          model={priced}
          currency={currency}
          today={today}
          onClose={() => setPricedId(undefined)}
        />
      )}
    </>
  );
}
