"use client";

import { ChevronDown } from "lucide-react";
import dynamic from "next/dynamic";
import { useFormat, useText } from "@/components/text-provider";
import { Popover } from "@/components/ui/popover";
import { untilLoaded } from "@/components/ui/until-loaded";
import type { ModelSummary } from "@/lib/models/schema";
import { ModelListSkeleton } from "./model-list-skeleton";
import { shortModelName } from "./quantities";

const ModelList = dynamic(() => untilLoaded(() => import("./model-list")).then((module) => module.ModelList), {
  loading: () => <ModelListSkeleton />,
});

interface ModelButtonProps {
  modelId: string;
  model: ModelSummary | undefined;
  onChoose: (model: ModelSummary) => void;
}

/** The model of the next answer; opens the list of models, which is loaded then. */
export function ModelButton({ modelId, model, onChoose }: ModelButtonProps) {
  const words = useText("chat").model;
  const format = useFormat();
  const name = model?.name ?? shortModelName(modelId);
  return (
    <Popover
      label={words.choose}
      side="top"
      className="w-[30rem] p-0 max-sm:pb-safe"
      trigger={
        <button
          type="button"
          aria-label={format(words.current, { model: name })}
          className="touch inline-flex h-8 min-w-0 items-center gap-1 rounded-md px-2 text-sm hover:bg-accent aria-expanded:bg-accent"
        >
          <span className="truncate">{name || words.choose}</span>
          <ChevronDown className="size-3.5 shrink-0 text-muted-foreground" aria-hidden />
        </button>
      }
    >
      {(close) => (
        <ModelList
          current={modelId}
          onChoose={(chosen) => {
            onChoose(chosen);
            close();
          }}
        />
      )}
    </Popover>
  );
}
