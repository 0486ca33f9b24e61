"use client";

import { RotateCcw } from "lucide-react";
import { ParameterFields } from "@/components/chat/parameter-fields";
import { useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/dialog";
import type { BenchInput } from "@/lib/bench/schema";
import type { ModelSummary } from "@/lib/models/schema";

type Parameters = BenchInput["parameters"];

interface SettingsSheetProps {
  model: ModelSummary | undefined;
  parameters: Parameters;
  onChange: (parameters: Parameters) => void;
  onClose: () => void;
}

/** What the next run is made with. */
export function SettingsSheet({ model, parameters, onChange, onClose }: SettingsSheetProps) {
  const words = useText("bench");
  const chat = useText("chat").settings;
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={words.settings}
      description={words.settingsText}
      footer={
        Object.keys(parameters).length > 0 ? (
          <Button variant="ghost" onClick={() => onChange({})}>
            <RotateCcw aria-hidden />
            {chat.resetAll}
          </Button>
        ) : undefined
      }
    >
      <div className="grid gap-6 pt-2">
        <ParameterFields
          model={model}
          parameters={parameters}
          onChange={(change) => {
            const next = Object.entries({ ...parameters, ...change }).filter(([, value]) => value !== undefined);
            onChange(Object.fromEntries(next) as Parameters);
          }}
        />
      </div>
    </Sheet>
  );
}
