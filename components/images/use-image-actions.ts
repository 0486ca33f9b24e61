"use client";

import { useRef, useState } from "react";
import { findCreation } from "@/components/creations/api";
import type { Creations } from "@/components/creations/use-creations";
import { seedOf, type Result } from "@/components/creations/result";
import { useFailureText } from "@/components/failure";
import { useFormat, useText } from "@/components/text-provider";
import { toast } from "@/components/ui/toast";
import { newId } from "@/lib/core";
import type { CreationCall } from "@/lib/creations/schema";
import { fitInput, maxPromptLength, type ImageModel, type ImageSettings } from "@/lib/images/schema";
import { startImages } from "./api";
import { editingSettings, editorOf, expectedOf, settingsOf, variationOf, type Variation } from "./settings";

interface Form {
  models: readonly ImageModel[];
  settings: ImageSettings;
  change: (settings: ImageSettings) => void;
  /** puts the cursor into the words */
  focusPrompt: () => void;
  openModels: () => void;
}

/** What can be asked of a picture that is there: another one like it, at a price, or a form filled from it. */
export function useImageActions({ put }: Pick<Creations, "put">, form: Form) {
  const words = useText("images").actions;
  const format = useFormat();
  const failureText = useFailureText();
  const [busy, setBusy] = useState(false);
  const underWay = useRef(false);

  const start = async (settings: ImageSettings): Promise<boolean> => {
    if (underWay.current) return false;
    underWay.current = true;
    setBusy(true);
    try {
      put(await startImages({ ...settings, requestKey: newId() }));
      return true;
    } catch (error) {
      toast({ text: failureText(error), tone: "danger" });
      return false;
    } finally {
      underWay.current = false;
      setBusy(false);
    }
  };
  const modelOf = (settings: ImageSettings | undefined) => form.models.find(({ id }) => id === settings?.modelId);
  /** Fills the form, and offers what stood there before. */
  const fill = (settings: ImageSettings, text: string) => {
    const { settings: before } = form;
    form.change(settings);
    toast({ text, undo: () => form.change(before) });
  };

  return {
    busy,
    start,
    /** undefined: its model is not on offer any more, or it was made by other means */
    again({ creation }: Pick<Result, "creation">): { model: ImageModel; settings: ImageSettings } | undefined {
      const settings = settingsOf(creation);
      const model = modelOf(settings);
      return settings && model && { model, settings: { ...settings, count: 1, seed: null } };
    },
    vary({ creation, call, asset }: Result): (Variation & { model: ImageModel }) | undefined {
      const settings = settingsOf(creation);
      const model = modelOf(settings);
      return settings && model && { model, ...variationOf(model, settings, asset, seedOf(call)) };
    },
    /** Asks once more for what a call did not bring. */
    retry(creation: Result["creation"], call: CreationCall) {
      const settings = settingsOf(creation);
      if (settings) void start({ ...settings, count: expectedOf(creation)(call), seed: call.seed });
    },
    keepSeed({ call }: Result) {
      const seed = seedOf(call);
      if (seed === null) return;
      form.change({ ...form.settings, seed });
      toast({ text: format(words.seedKept, { seed: String(seed) }) });
    },
    otherModel({ creation, call }: Pick<Result, "creation" | "call">) {
      const settings = settingsOf(creation);
      const model = modelOf(settings) ?? modelOf(form.settings);
      if (!settings || !model) return;
      fill({ ...fitInput(model, settings).settings, count: 1, seed: seedOf(call) }, words.loaded);
      form.openModels();
    },
    use({ creation, call }: Result) {
      const settings = settingsOf(creation);
      const model = modelOf(settings) ?? modelOf(form.settings);
      if (!settings || !model) return;
      fill({ ...fitInput(model, settings).settings, seed: seedOf(call) }, words.loaded);
      form.focusPrompt();
    },
    /** A creation of any page of the list, which other pages name. */
    async repeat(creationId: string) {
      try {
        const creation = await findCreation(creationId);
        const settings = settingsOf(creation);
        const model = modelOf(settings) ?? modelOf(form.settings);
        if (settings && model) fill(fitInput(model, settings).settings, words.loaded);
        form.focusPrompt();
      } catch (error) {
        toast({ text: failureText(error), tone: "danger" });
      }
    },
    write(prompt: string) {
      form.change({ ...form.settings, prompt: prompt.slice(0, maxPromptLength) });
      form.focusPrompt();
    },
    edit(assetId: string) {
      const model = editorOf(form.models, form.settings.modelId);
      if (!model) {
        toast({ text: words.cannotEdit, tone: "danger" });
        return;
      }
      fill(editingSettings(model, form.settings, assetId).settings, words.editing);
      form.focusPrompt();
    },
  };
}

export type ImageActions = ReturnType<typeof useImageActions>;
