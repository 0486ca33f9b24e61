"use client";

import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** "⌘" on Apple's systems, "Ctrl " elsewhere; empty until the browser has said which. */
export function useModifierKey(): string {
  return useSyncExternalStore(
    never,
    () => (/Mac|iPhone|iPad/.test(navigator.platform) ? "⌘" : "Ctrl "),
    () => "",
  );
}
