"use client";

import { useSyncExternalStore } from "react";
import { utf8Bytes, type SpeechModel } from "@/lib/speech/schema";
import type { SpokenText } from "./spoken-text";

export interface TextFigures {
  characters: number;
  /** of everything that is sent to be spoken */
  bytes: number;
  parts: number;
  /** longer than may be spoken in one go */
  tooLong: boolean;
}

const none: TextFigures = { characters: 0, bytes: 0, parts: 0, tooLong: false };

/** What stands in the text, counted once the keys rest. */
export function useTextFigures(text: SpokenText, model: SpeechModel | undefined, instruction: string): TextFigures {
  const version = useSyncExternalStore(text.subscribe, text.getVersion, () => -1);
  if (version === -1) return none;
  const characters = text.get().length;
  const plan = model && text.plan(model, instruction);
  if (plan) return { characters, bytes: plan.bytes, parts: plan.parts.length, tooLong: false };
  return { characters, bytes: utf8Bytes(text.get()), parts: 0, tooLong: model !== undefined };
}
