"use client";

import { useRef, useState } from "react";
import type { Creations } from "@/components/creations/use-creations";
import { seedOf, type Result } from "@/components/creations/result";
import { useFailureText } from "@/components/failure";
import { useText } from "@/components/text-provider";
import { toast } from "@/components/ui/toast";
import { newId } from "@/lib/core";
import type { Creation, CreationCall } from "@/lib/creations/schema";
import { ApiError } from "@/lib/ui";
import type { VideoModel } from "@/lib/videos/schema";
import { startVideo } from "./api";
import { draftFrom, emptyDraft, inputFrom, modelOf, toInput, type VideoDraft, type Wish } from "./draft";
import { extentOf } from "./extent-of";

interface Form {
  models: readonly VideoModel[];
  draft: VideoDraft;
  change: (change: VideoDraft | ((before: VideoDraft) => VideoDraft)) => void;
  focusPrompt: () => void;
  openModels: () => void;
}

/** What can be asked of the form and of a clip that is there: another one like it, at a price, or a form filled from it. */
export function useVideoActions({ put }: Pick<Creations, "put">, form: Form) {
  const words = useText("videos").actions;
  const failureText = useFailureText();
  const [busy, setBusy] = useState(false);
  const underWay = useRef(false);
  const unanswered = useRef<{ wish: string; key: string }>(undefined);

  const send = async (wish: Wish): Promise<boolean> => {
    if (underWay.current) return false;
    underWay.current = true;
    setBusy(true);
    // Asked for again after an answer that never came, the same wish has the same key.
    const text = JSON.stringify(wish);
    const key = unanswered.current?.wish === text ? unanswered.current.key : newId();
    unanswered.current = { wish: text, key };
    try {
      put(await startVideo({ ...wish, requestKey: key }));
      unanswered.current = undefined;
      return true;
    } catch (error) {
      const status = error instanceof ApiError ? error.status : 0;
      if (status >= 400 && status < 500) unanswered.current = undefined;
      toast({ text: failureText(error), tone: "danger" });
      return false;
    } finally {
      underWay.current = false;
      setBusy(false);
    }
  };
  /** Fills the form, and offers what stood there before. */
  const fill = async (creation: Creation, seed: number | null) => {
    const { draft: before } = form;
    const wish = inputFrom(creation, seed);
    const extent = wish.imageId === undefined ? undefined : await extentOf(wish.imageId);
    form.change(draftFrom(before, creation, seed, extent));
    toast({ text: words.loaded, undo: () => form.change(before) });
  };

  return {
    busy,
    start(): Promise<boolean> {
      const model = modelOf(form.draft, form.models);
      return model ? send(toInput(form.draft, model)) : Promise.resolve(false);
    },
    /** words alone, with everything else as it is usual */
    run: (model: VideoModel, prompt: string) => void send(toInput({ ...emptyDraft, prompt }, model)),
    modelFor: ({ modelId }: Pick<Creation, "modelId">) => form.models.find(({ id }) => id === modelId),
    /** the same once more, with another seed */
    again: (creation: Creation) => void send(inputFrom(creation, null)),
    /** Asks once more for what a call did not bring. */
    retry: (creation: Creation, { seed }: Pick<CreationCall, "seed">) => void send(inputFrom(creation, seed)),
    async use({ creation, call }: Pick<Result, "creation" | "call">) {
      await fill(creation, seedOf(call));
      form.focusPrompt();
    },
    async otherModel({ creation, call }: Pick<Result, "creation" | "call">) {
      await fill(creation, seedOf(call));
      form.openModels();
    },
  };
}

export type VideoActions = ReturnType<typeof useVideoActions>;
