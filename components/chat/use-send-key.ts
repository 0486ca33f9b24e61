"use client";

import { useRef, type CompositionEventHandler, type KeyboardEventHandler } from "react";
import { sends } from "./composing";

/** Handlers for a field in which Enter sends, but not while an input method composes. */
export function useSendKey(send: () => void): {
  onKeyDown: KeyboardEventHandler;
  onCompositionEnd: CompositionEventHandler;
} {
  const compositionEndedAt = useRef(-Infinity);
  return {
    onCompositionEnd: (event) => {
      compositionEndedAt.current = event.timeStamp;
    },
    onKeyDown: (event) => {
      const { key, keyCode, shiftKey, ctrlKey, metaKey, altKey, timeStamp } = event;
      const press = { key, keyCode, shiftKey, ctrlKey, metaKey, altKey, timeStamp };
      if (!sends({ ...press, isComposing: event.nativeEvent.isComposing }, compositionEndedAt.current)) return;
      event.preventDefault();
      send();
    },
  };
}
