"use client";

import { useRef, useState } from "react";
import type { Creations } from "@/components/creations/use-creations";
import { useFailureText } from "@/components/failure";
import { useFormat, useText } from "@/components/text-provider";
import { toast } from "@/components/ui/toast";
import { newId } from "@/lib/core";
import type { Creation } from "@/lib/creations/schema";
import { SpeechSettings, type Speech, type SpeechModel } from "@/lib/speech/schema";
import { ApiError } from "@/lib/ui";
import { findSpeech, repeatPart, startSpeech } from "./api";
import { draftFrom, type SpeechDraft } from "./draft";
import type { SpokenText } from "./spoken-text";
import type { Speeches } from "./use-speeches";

interface Form {
  models: readonly SpeechModel[];
  draft: SpeechDraft;
  text: SpokenText;
  change: (draft: SpeechDraft) => void;
}

/** What can be asked of the form and of a speech that is there: another one like it, a part once more, a filled form. */
export function useSpeechActions(creations: Pick<Creations, "put">, speeches: Speeches, form: Form) {
  const words = useText("speech").card;
  const format = useFormat();
  const failureText = useFailureText();
  const [busy, setBusy] = useState(false);
  /** what was started here is heard at once */
  const [begun, setBegun] = useState<ReadonlySet<string>>(new Set());
  const underWay = useRef(false);
  const unanswered = useRef<{ wish: string; key: string }>(undefined);
  const fail = (error: unknown) => toast({ text: failureText(error), tone: "danger" });

  const take = (speech: Speech) => {
    speeches.put(speech);
    creations.put(speech.creation);
  };
  const send = async (settings: SpeechSettings): Promise<boolean> => {
    if (underWay.current) return false;
    underWay.current = true;
    setBusy(true);
    // Asked for again after an answer that never came, the same wish has the same key.
    const wish = JSON.stringify(settings);
    const key = unanswered.current?.wish === wish ? unanswered.current.key : newId();
    unanswered.current = { wish, key };
    try {
      const speech = await startSpeech({ ...settings, requestKey: key });
      setBegun((before) => new Set([...before, speech.creation.id]));
      take(speech);
      unanswered.current = undefined;
      return true;
    } catch (error) {
      const status = error instanceof ApiError ? error.status : 0;
      if (status >= 400 && status < 500) unanswered.current = undefined;
      fail(error);
      return false;
    } finally {
      underWay.current = false;
      setBusy(false);
    }
  };
  const whole = async ({ id }: Pick<Creation, "id">): Promise<Speech | undefined> => {
    try {
      return speeches.of(id) ?? (await findSpeech(id));
    } catch (error) {
      fail(error);
      return undefined;
    }
  };

  return {
    busy,
    begun,
    speak: send,
    modelFor: ({ modelId }: Pick<Creation, "modelId">) => form.models.find(({ id }) => id === modelId),
    /** the same once more */
    async again(creation: Creation) {
      const speech = await whole(creation);
      const settings = speech && SpeechSettings.safeParse(settingsOf(speech));
      if (settings?.success) await send(settings.data);
    },
    async use(creation: Creation) {
      const speech = await whole(creation);
      if (!speech) return;
      const before = { draft: form.draft, text: form.text.get() };
      form.change(draftFrom(form.draft, speech));
      form.text.replace(speech.text);
      form.text.focus();
      toast({
        text: words.loaded,
        undo: () => {
          form.change(before.draft);
          form.text.replace(before.text);
        },
      });
    },
    async repeat({ id }: Creation, position: number) {
      try {
        take(await repeatPart(id, position));
        toast({ text: format(words.repeatAsked, { part: position + 1 }) });
      } catch (error) {
        fail(error);
      }
    },
    async copyText(creation: Creation) {
      const speech = await whole(creation);
      if (speech) await navigator.clipboard.writeText(speech.text).catch(fail);
    },
  };
}

/** What was asked for: notes of the server beside the settings are not part of it. */
function settingsOf({ text, creation: { modelId, request } }: Speech): object {
  const { voice, secondVoice, instruction, format, sampleRate, speed, gain } = request;
  const given = { voice, secondVoice, instruction, format, sampleRate, speed, gain };
  return { modelId, text, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) };
}

export type SpeechActions = ReturnType<typeof useSpeechActions>;
