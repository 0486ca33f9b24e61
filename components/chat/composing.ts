/** What of a key press decides whether it sends. */
export interface KeyPress {
  key: string;
  keyCode: number;
  isComposing: boolean;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  /** milliseconds of the page's clock */
  timeStamp: number;
}

/** Safari ends a composition before it reports the Enter that ended it; that Enter comes within this time. */
const afterCompositionMs = 60;

/**
 * Whether a key press sends the message: Enter alone or with the command key, but not while an input method composes.
 * An Enter that confirms a candidate is told by `isComposing`, by the key code 229 where that is missing, or by following
 * the end of the composition at once.
 * @param compositionEndedAt time stamp of the last `compositionend`
 */
export function sends(press: KeyPress, compositionEndedAt: number): boolean {
  if (press.key !== "Enter" || press.shiftKey || press.altKey) return false;
  if (press.isComposing || press.keyCode === 229) return false;
  const since = press.timeStamp - compositionEndedAt;
  return !(since >= 0 && since < afterCompositionMs);
}
