"use client";

import { useSyncExternalStore } from "react";

/** What a chosen prompt is given to; undefined while none is wanted. */
export type PromptRequest = { onInsert: (text: string) => void; onClose: () => void } | undefined;

let wanted: PromptRequest;
const listeners = new Set<() => void>();

/** Opens the prompts, for the one who asks. */
export function askForPrompt(request: PromptRequest): void {
  wanted = request;
  for (const listener of listeners) listener();
}

export function usePromptRequest(): PromptRequest {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => wanted,
    () => undefined,
  );
}
