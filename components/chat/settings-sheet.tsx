"use client";

import { RotateCcw } from "lucide-react";
import { useId } from "react";
import { FormatField } from "@/components/json/format-field";
import { useText } from "@/components/text-provider";
import { ToolChoice } from "@/components/tools/tool-choice";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/dialog";
import { Field, fieldAttributes } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import type { ChatParameters } from "@/lib/chat/schema";
import { supportedParameters, type ModelSummary } from "@/lib/models/schema";
import { useChat, useChatState } from "./chat-context";
import { ParameterFields } from "./parameter-fields";

/** What the answers of this conversation are made with. Only what the model takes is shown; everything is saved as it changes. */
export function SettingsSheet({ model, onClose }: { model: ModelSummary | undefined; onClose: () => void }) {
  const words = useText("chat").settings;
  const { store } = useChat();
  const systemPrompt = useChatState(store, (state) => state.systemPrompt);
  const parameters = useChatState(store, (state) => state.parameters);
  const supported = model ? supportedParameters(model) : {};
  const id = useId();
  const set = (change: Partial<ChatParameters>) => {
    const next = Object.entries({ ...parameters, ...change }).filter(([, value]) => value !== undefined);
    store.configure({ parameters: Object.fromEntries(next) as ChatParameters });
  };
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={words.title}
      description={words.description}
      footer={
        Object.keys(parameters).length > 0 ? (
          <Button variant="ghost" onClick={() => store.configure({ parameters: {} })}>
            <RotateCcw aria-hidden />
            {words.resetAll}
          </Button>
        ) : undefined
      }
    >
      <div className="grid gap-6 pt-2">
        <Field id={`${id}-system`} label={words.systemPrompt} hint={words.systemPromptHint}>
          <Textarea
            {...fieldAttributes(`${id}-system`, { hint: words.systemPromptHint })}
            value={systemPrompt}
            maxLength={100_000}
            rows={4}
            placeholder={words.systemPromptPlaceholder}
            onChange={(event) => store.configure({ systemPrompt: event.target.value })}
          />
        </Field>
        {(supported.responseFormat || parameters.responseFormat) && (
          <FormatField
            value={parameters.responseFormat}
            supported={supported.responseFormat}
            onChange={(responseFormat) => set({ responseFormat })}
          />
        )}
        <ToolChoice
          able={model?.capabilities.tools ?? false}
          json={parameters.responseFormat !== undefined && supported.responseFormat !== undefined}
          chosen={parameters.tools ?? []}
          onChange={(tools) => set({ tools: tools.length > 0 ? tools : undefined })}
        />
        <ParameterFields model={model} parameters={parameters} onChange={set} />
      </div>
    </Sheet>
  );
}
