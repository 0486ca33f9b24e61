"use client";

import { Sparkles } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { Field, fieldAttributes } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { untilLoaded } from "@/components/ui/until-loaded";
import { maxNegativePromptLength, maxPromptLength, type ImageModel, type ImageSettings } from "@/lib/images/schema";
import { PromptHelp } from "./prompt-help";

const Improve = dynamic(() => untilLoaded(() => import("./improve")).then((module) => module.Improve), { ssr: false });

interface PromptFieldsProps {
  /** the field of the words is `${id}-prompt` */
  id: string;
  model: ImageModel;
  settings: ImageSettings;
  usualChatModelId: string | undefined;
  problem: string | undefined;
  onChange: (change: Partial<ImageSettings>) => void;
}

/** The words of a picture, with help for them, and what it should not show. */
export function PromptFields({ id, model, settings, usualChatModelId, problem, onChange }: PromptFieldsProps) {
  const words = useText("images");
  const [improving, setImproving] = useState(false);
  const negative = settings.negativePrompt ?? "";
  return (
    <>
      <Field id={`${id}-prompt`} label={words.prompt} error={problem}>
        <Textarea
          {...fieldAttributes(`${id}-prompt`, { error: problem })}
          name="prompt"
          rows={5}
          className="field-sizing-content max-h-80 min-h-28"
          maxLength={maxPromptLength}
          value={settings.prompt}
          placeholder={settings.inputAssetIds.length > 0 ? words.promptEditing : words.promptPlaceholder}
          onChange={(event) => onChange({ prompt: event.target.value })}
        />
      </Field>
      <div className="-mt-2 flex flex-wrap gap-2">
        <Button
          size="sm"
          variant="ghost"
          className="-ml-2.5"
          aria-expanded={improving}
          onClick={() => setImproving(!improving)}
        >
          <Sparkles aria-hidden />
          {words.improve.open}
        </Button>
      </div>
      {improving && (
        <Improve
          prompt={settings.prompt}
          imageModelId={model.id}
          usualModelId={usualChatModelId}
          onClose={() => setImproving(false)}
          onAccept={({ prompt, negativePrompt }) => {
            const { prompt: before, negativePrompt: negativeBefore } = settings;
            onChange({ prompt, ...(negativePrompt && model.negativePrompt && { negativePrompt }) });
            setImproving(false);
            toast({
              text: words.improve.accepted,
              undo: () => onChange({ prompt: before, negativePrompt: negativeBefore }),
            });
          }}
        />
      )}
      <PromptHelp
        prompt={settings.prompt}
        negativePrompt={negative}
        takesNegative={model.negativePrompt}
        onPrompt={(prompt) => onChange({ prompt })}
        onNegative={(negativePrompt) => onChange({ negativePrompt })}
      />
      {model.negativePrompt && (
        <Field id={`${id}-negative`} label={words.negativePrompt} hint={words.negativeHint}>
          <Input
            {...fieldAttributes(`${id}-negative`, { hint: words.negativeHint })}
            maxLength={maxNegativePromptLength}
            value={negative}
            onChange={(event) => onChange({ negativePrompt: event.target.value })}
          />
        </Field>
      )}
    </>
  );
}
