"use client";

import { useRouter } from "next/navigation";
import { useFormat, useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { Field, fieldAttributes } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { useForm } from "@/components/ui/use-form";
import { setToolSteps } from "./api";
import { useExplainTool } from "./use-explain-tool";

export interface StepLimitProps {
  steps: number;
  /** an administrator has set it */
  isSet: boolean;
  /** what it is where nobody has */
  standard: number;
  most: number;
}

const toInput = ({ steps = "" }: Record<string, string>) => ({ steps: steps.trim() === "" ? null : Number(steps) });

/** How often one answer may ask its model. An empty field goes back to what the installation is started with. */
export function StepLimit({ steps, isSet, standard, most }: StepLimitProps) {
  const words = useText("toolForms");
  const format = useFormat();
  const router = useRouter();
  const { explain, explainFailure } = useExplainTool();
  const { busy, errors, failure, form } = useForm({
    schema: async () => (await import("./schemas")).ToolStepsInput,
    toInput,
    explain,
    explainFailure,
    send: async (values) => {
      await setToolSteps(toInput(values).steps);
      toast({ text: words.saved, tone: "success" });
      router.refresh();
    },
  });
  const hint = format(words.stepsHint, { most, standard });
  return (
    <form {...form} method="post" className="grid max-w-xl gap-3">
      {failure && <Notice tone="danger">{failure}</Notice>}
      <Field id="tool-steps" label={words.stepsLabel} hint={hint} error={errors.steps}>
        <div className="flex flex-wrap gap-2">
          <Input
            {...fieldAttributes("tool-steps", { hint, error: errors.steps })}
            name="steps"
            inputMode="numeric"
            autoComplete="off"
            defaultValue={isSet ? String(steps) : ""}
            placeholder={String(standard)}
            className="w-24"
          />
          <Button type="submit" variant="primary" busy={busy} className="h-9">
            {words.save}
          </Button>
        </div>
      </Field>
    </form>
  );
}
