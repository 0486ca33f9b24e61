"use client";

import { useCallback } from "react";
import { useKeptForm } from "@/components/creations/use-kept-form";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { toast } from "@/components/ui/toast";
import { fitInput, ImageSettings, usualSettings, type ImageFieldName, type ImageModel } from "@/lib/images/schema";

/**
 * What is set in the form, kept in this browser until it is changed.
 * @param models at least one
 */
export function useImageForm(models: readonly ImageModel[], usual: ImageModel, draftName: string) {
  const words = useText("images");
  const format = useFormat();
  const locale = useLocale();
  const parse = useCallback(
    (kept: unknown) => {
      const draft = readSettings(kept);
      const model = models.find(({ id }) => id === draft?.modelId);
      // Models come and go between two visits.
      return draft && model && { ...fitInput(model, draft, model).settings, prompt: draft.prompt };
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
      const names = (fields: readonly ImageFieldName[]) =>
        new Intl.ListFormat(locale).format(fields.map((field) => words.fields[field]));
      const said = [
        ...(dropped.length > 0 ? [format(words.dropped, { fields: names(dropped) })] : []),
        ...(changed.length > 0 ? [format(words.changed, { fields: names(changed) })] : []),
      ];
      if (said.length === 0) return;
      toast({
        text: [format(words.switched, { model: next.name }), ...said].join(locale === "zh-CN" ? "" : " "),
        undo: () => change(settings),
      });
    },
  };
}

/** A form may be without words as yet; a request may not. */
export function readSettings(kept: unknown): ImageSettings | undefined {
  const { prompt, ...rest } = (kept ?? {}) as Partial<ImageSettings>;
  const parsed = ImageSettings.safeParse({ ...rest, prompt: prompt || "-" });
  return parsed.success ? { ...parsed.data, prompt: prompt ? parsed.data.prompt : "" } : undefined;
}
