import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/**
 * Whether this part of the page answers already: false in what the server has drawn, until its scripts have run. What
 * is pressed before would be lost without a word, so let it wait visibly.
 */
export function useReady(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
