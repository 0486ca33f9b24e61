"use client";

import { useCallback } from "react";
import { useKeptForm } from "@/components/creations/use-kept-form";
import { useFormat, useText } from "@/components/text-provider";
import { toast } from "@/components/ui/toast";
import { fitInput, ImageSettings, usualSettings, type ImageFieldName, type ImageModel } from "@/lib/images/schema";

/**
 * What is set in the form, kept in this browser until it is changed.
 * @param models at least one
 */
export function useImageForm(models: readonly ImageModel[], usual: ImageModel, draftName: string) {
  const words = useText("images");
  const format = useFormat();
  const parse = useCallback(
    (kept: unknown) => {
      const parsed = ImageSettings.safeParse(kept);
      if (!parsed.success) return undefined;
      const { data } = parsed;
      const model = models.find(({ id }) => id === data.modelId);
      // Models come and go between two visits.
      return model ? fitKeepingEmpty(model, data) : undefined;
    },
    [models],
  );
  const [settings, change] = useKeptForm<ImageSettings>(draftName, usualSettings(usual), parse);
  const model = models.find(({ id }) => id === settings.modelId) ?? usual;

  return {
    model,
    settings,
    change,
    /** Keeps what fits the new model, and says what it does not take. */
    switchTo(next: ImageModel) {
      if (next.id === model.id) return;
      const { settings: fitted, dropped, changed } = fitInput(next, settings, model);
      change(fitted);
      const names = (fields: readonly ImageFieldName[]) => fields.map((field) => words.fields[field]).join(", ");
      const said = [
        ...(dropped.length > 0 ? [format(words.dropped, { fields: names(dropped) })] : []),
        ...(changed.length > 0 ? [format(words.changed, { fields: names(changed) })] : []),
      ];
      if (said.length === 0) return;
      toast({
        text: [format(words.switched, { model: next.name }), ...said].join(" "),
        undo: () => change(settings),
      });
    },
  };
}

/** The form may be without words as yet; a request may not. */
function fitKeepingEmpty(model: ImageModel, settings: ImageSettings): ImageSettings {
  return { ...fitInput(model, settings, model).settings, prompt: settings.prompt };
}
