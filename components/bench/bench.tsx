"use client";

import "./bench.css";
import { TabLinks } from "@/components/ui/tabs";
import { useText } from "@/components/text-provider";
import {
  benchModes,
  neededCapability,
  type BenchMode,
  type BenchPreset,
  type BenchRun,
  type RunPage,
} from "@/lib/bench/schema";
import type { Quota } from "@/lib/metering/schema";
import type { ModelSummary } from "@/lib/models/schema";
import { firstInputs, type Inputs } from "./examples";
import { Workbench } from "./workbench";

export interface BenchProps {
  mode: BenchMode;
  /** every chat model on offer */
  models: readonly ModelSummary[];
  /** the installation's usual one, where it can do what is asked */
  usualModelId: string | undefined;
  quota: Quota;
  admin: boolean;
  runs: RunPage;
  presets: BenchPreset[];
  /** the run that the address names */
  run: BenchRun | undefined;
}

/** What was written in each mode, for as long as this page of the browser lives. */
const kept: { inputs?: Inputs } = {};

/** Requests by hand, of four kinds, each at an address of its own. */
export function Bench({ mode, models, usualModelId, run, ...rest }: BenchProps) {
  const words = useText("bench");
  const fittingFor = (each: BenchMode) => models.filter(({ capabilities }) => capabilities[neededCapability[each]]);
  const inputs = kept.inputs ?? firstInputs(words.examples, (each) => usualOf(fittingFor(each), usualModelId));
  return (
    <>
      <TabLinks
        label={words.modes}
        className="mb-6"
        items={benchModes.map((name) => ({
          href: `/bench?mode=${name}`,
          label: words.mode[name],
          current: name === mode,
        }))}
      />
      <Workbench
        key={mode}
        {...rest}
        mode={mode}
        models={fittingFor(mode)}
        initialRun={run?.mode === mode ? run : undefined}
        initialInput={run?.mode === mode ? run.request : inputs[mode]}
        onKeep={(input) => (kept.inputs = { ...inputs, ...kept.inputs, [input.mode]: input })}
      />
    </>
  );
}

/** The installation's usual model, else the first that answers without thinking first. */
function usualOf(models: readonly ModelSummary[], usualModelId: string | undefined): string {
  const usual = models.find(({ id }) => id === usualModelId);
  return (usual ?? models.find(({ capabilities }) => !capabilities.reasoning) ?? models[0])?.id ?? "";
}
