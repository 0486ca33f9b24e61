"use client";

import { Play, SlidersHorizontal, Square } from "lucide-react";
import dynamic from "next/dynamic";
import { useDeferredValue, useId, useMemo, useState } from "react";
import { estimateMessage, remainingOf } from "@/components/chat/estimate";
import { MessagePrice } from "@/components/chat/message-price";
import { useQuota } from "@/components/chat/use-quota";
import { useFailureText } from "@/components/failure";
import { useFormat, useText } from "@/components/text-provider";
import { Button, IconButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { untilLoaded } from "@/components/ui/until-loaded";
import type { BenchInput, BenchMode, BenchPreset, BenchRun, RunPage } from "@/lib/bench/schema";
import { priceOf, type Quota } from "@/lib/metering/schema";
import type { ModelSummary } from "@/lib/models/schema";
import { findRun } from "./api";
import { CopyMenu } from "./copy-menu";
import { FimMode } from "./fim-mode";
import { JsonMode } from "./json-mode";
import { PrefixMode } from "./prefix-mode";
import { PresetsMenu } from "./presets-menu";
import { requestProblem } from "./request-problem";
import { RunList } from "./run-list";
import { Failure, RunResult } from "./run-result";
import { ToolsMode } from "./tools-mode";
import { tryPlan } from "./try-plan";
import { useRun } from "./use-run";
import { useRuns } from "./use-runs";

const SettingsSheet = dynamic(
  () => untilLoaded(() => import("./settings-sheet")).then((module) => module.SettingsSheet),
  { ssr: false },
);

interface WorkbenchProps {
  mode: BenchMode;
  /** those that can do it */
  models: readonly ModelSummary[];
  quota: Quota;
  admin: boolean;
  runs: RunPage;
  presets: BenchPreset[];
  initialRun: BenchRun | undefined;
  initialInput: BenchInput;
  onKeep: (input: BenchInput) => void;
}

/** One kind of request: what is asked, what it will cost, what has come of it, and what was asked before. */
export function Workbench(props: WorkbenchProps) {
  const { mode, models, admin, initialRun, initialInput, onKeep } = props;
  const words = useText("bench");
  const format = useFormat();
  const failureText = useFailureText();
  const [input, setInput] = useState(() => withoutRest(initialInput));
  // counts texts that came from elsewhere: fields that own their text are made anew
  const [loaded, setLoaded] = useState(0);
  const [presets, setPresets] = useState(props.presets);
  const [written, setWritten] = useState<string>();
  const [settingsOpen, setSettingsOpen] = useState(false);
  const runs = useRuns(mode, props.runs);
  const shown = useRun(initialRun, runs.put);
  const quota = useQuota(props.quota, shown.busy);
  const id = useId();

  const model = models.find(({ id: each }) => each === input.modelId);
  const planned = useDeferredValue(input);
  const { plan, problem: planProblem } = useMemo(() => tryPlan(model, planned), [model, planned]);
  const estimate = plan && estimateMessage(model, plan.promptTokens, [], plan.limits);
  const mostNanos =
    plan && estimate
      ? priceOf(plan.worstCase, { input_tokens: estimate.inputRate, output_tokens: estimate.outputRate })
      : undefined;
  const remaining = remainingOf(quota);
  const over = remaining !== null && mostNanos !== undefined && mostNanos > remaining;
  const missing = requestProblem(input);
  const obstacle = over
    ? words.overQuota
    : (written ??
      (missing
        ? words.problems[missing]
        : planProblem?.excess !== undefined
          ? format(words.problems.context, { excess: planProblem.excess })
          : planProblem
            ? words.problems.request
            : undefined));

  const change = (next: BenchInput) => {
    setInput(next);
    onKeep(next);
  };
  const show = (run: BenchRun | undefined) => {
    shown.show(run);
    const search = new URLSearchParams({ mode, ...(run && { run: run.id }) });
    window.history.replaceState(null, "", `/bench?${search}`);
  };
  const load = (next: BenchInput) => {
    change(withoutRest(next));
    setWritten(undefined);
    setLoaded(loaded + 1);
  };
  const start = (next: BenchInput) => {
    if (shown.busy || !model) return;
    shown.start(next);
  };
  const open = async (runId: string) => {
    try {
      const run = await findRun(runId);
      load(run.request);
      show(run);
    } catch (error) {
      toast({ text: failureText(error), tone: "danger" });
    }
  };
  const common = {
    model,
    run: shown.run,
    busy: shown.busy,
    onChange: change,
    onRun: start,
    onProblem: setWritten,
    onDismiss: () => show(undefined),
  };
  const { run } = shown;

  if (models.length === 0) return <Notice>{words.noModel}</Notice>;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <form
        className="grid grid-cols-[minmax(0,1fr)] content-start gap-4"
        aria-label={words.mode[mode]}
        onSubmit={(event) => {
          event.preventDefault();
          if (!obstacle) start(input);
        }}
      >
        <div className="flex items-end gap-1">
          <div className="grid min-w-0 grow gap-1.5">
            <label htmlFor={`${id}-model`} className="text-sm font-medium">
              {words.model}
            </label>
            <Select
              id={`${id}-model`}
              className="max-w-full justify-self-start [&>select]:max-w-full"
              value={input.modelId}
              onChange={(event) => change({ ...input, modelId: event.target.value })}
            >
              {!model && <option value={input.modelId}>{input.modelId}</option>}
              {models.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.name}
                </option>
              ))}
            </Select>
          </div>
          <IconButton label={words.settings} onClick={() => setSettingsOpen(true)}>
            <SlidersHorizontal aria-hidden />
          </IconButton>
          <PresetsMenu presets={presets} input={input} onLoad={load} onChange={setPresets} />
          <CopyMenu call={plan?.call} />
        </div>
        <ModeFields key={loaded} input={input} {...common} />
        <div className="flex flex-wrap items-center justify-end gap-2 border-t pt-3">
          {obstacle && (
            <p role="status" className="min-w-0 grow basis-full text-sm text-warning">
              {obstacle}
            </p>
          )}
          <MessagePrice estimate={estimate} attachedTokens={0} mostNanos={mostNanos} quota={quota} over={over} />
          {run?.state === "streaming" ? (
            <Button variant="secondary" onClick={() => void shown.stop(run.id)}>
              <Square className="fill-current" aria-hidden />
              {words.stop}
            </Button>
          ) : (
            <Button type="submit" variant="primary" busy={shown.asking} disabled={obstacle !== undefined || !model}>
              <Play aria-hidden />
              {run ? words.runAgain : words.run}
            </Button>
          )}
        </div>
      </form>
      <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-8">
        <section aria-label={words.result} aria-live="polite" className="grid grid-cols-[minmax(0,1fr)] gap-2">
          <h2 className="text-sm font-medium">{words.result}</h2>
          {shown.problem && <Failure failure={shown.problem} admin={admin} />}
          {run ? (
            <RunResult
              run={run}
              model={model}
              admin={admin}
              onContinue={(begun) => run.request.mode === "json" && start({ ...run.request, begun })}
            />
          ) : (
            !shown.problem && (
              <p className="text-sm text-muted-foreground">{shown.asking ? words.running : words.resultEmpty}</p>
            )
          )}
        </section>
        <RunList
          runs={runs.items}
          current={run?.id}
          hasMore={runs.hasMore}
          kept={runs.kept}
          loading={runs.loading}
          onOpen={(runId) => void open(runId)}
          onDelete={({ id: runId }) => {
            if (runId === run?.id) show(undefined);
            runs.remove(runId);
          }}
          onMore={() => void runs.more()}
        />
      </div>
      {settingsOpen && (
        <SettingsSheet
          model={model}
          parameters={input.parameters}
          onChange={(parameters) => change({ ...input, parameters })}
          onClose={() => setSettingsOpen(false)}
        />
      )}
    </div>
  );
}

/** What is written: a run that only went on with another is loaded as the request that it was. */
function withoutRest(input: BenchInput): BenchInput {
  if (input.mode !== "json" || input.begun === undefined) return input;
  const { begun: _, ...rest } = input;
  return rest;
}

type ModeFieldsProps = Omit<Parameters<typeof FimMode>[0], "input" | "onChange" | "onRun"> & {
  input: BenchInput;
  onChange: (input: BenchInput) => void;
  onRun: (input: BenchInput) => void;
};

function ModeFields({ input, ...rest }: ModeFieldsProps) {
  switch (input.mode) {
    case "fim":
      return <FimMode input={input} {...rest} />;
    case "prefix":
      return <PrefixMode input={input} {...rest} />;
    case "json":
      return <JsonMode input={input} {...rest} />;
    case "tools":
      return <ToolsMode input={input} {...rest} />;
  }
}
