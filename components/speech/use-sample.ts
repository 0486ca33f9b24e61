"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { beginSounding } from "@/components/audio/sounding";
import { useFailureText } from "@/components/failure";
import { useLocale } from "@/components/text-provider";
import { toast } from "@/components/ui/toast";
import { sampleTexts, utf8Bytes, type SpeechModel } from "@/lib/speech/schema";
import { makeSample } from "./api";

/** Samples that were heard on this page: they are there for good. */
const addresses = new Map<string, string>();

export interface Samples {
  /** the voice whose sample is on its way, or sounds */
  active: { voice: string; state: "loading" | "playing" } | undefined;
  /** it was heard before: nothing more is paid */
  isKnown: (voice: string) => boolean;
  toggle: (voice: string) => void;
}

/** What a sample costs whoever asks for it first. */
export function samplePrice(model: SpeechModel, locale: "en" | "zh-CN"): bigint {
  return BigInt(model.rate) * BigInt(utf8Bytes(sampleTexts[locale]));
}

/** How the provider's voices sound, one at a time. */
export function useSamples(model: SpeechModel): Samples {
  const locale = useLocale();
  const failureText = useFailureText();
  const [active, setActive] = useState<Samples["active"]>();
  const audio = useRef<HTMLAudioElement>(null);
  const wanted = useRef<string>(undefined);
  const keyOf = (voice: string) => `${model.id} ${voice} ${locale}`;

  const stop = useCallback(() => {
    wanted.current = undefined;
    audio.current?.pause();
    audio.current = null;
    setActive(undefined);
  }, []);
  useEffect(
    () => () => {
      wanted.current = undefined;
      audio.current?.pause();
    },
    [],
  );

  const play = async (voice: string) => {
    const key = keyOf(voice);
    wanted.current = key;
    audio.current?.pause();
    setActive({ voice, state: "loading" });
    const isWanted = () => wanted.current === key;
    try {
      if (!addresses.has(key)) {
        const { id } = await makeSample({ modelId: model.id, voice, language: locale });
        addresses.set(key, `/api/speech/samples/${id}`);
      }
      if (!isWanted()) return;
      const element = new Audio(addresses.get(key));
      audio.current = element;
      element.onended = element.onpause = () => isWanted() && stop();
      beginSounding(element);
      await element.play();
      if (isWanted()) setActive({ voice, state: "playing" });
    } catch (error) {
      if (!isWanted()) return;
      stop();
      toast({ text: failureText(error), tone: "danger" });
    }
  };

  return {
    active,
    isKnown: (voice) => addresses.has(keyOf(voice)),
    toggle: (voice) => (active?.voice === voice ? stop() : void play(voice)),
  };
}
