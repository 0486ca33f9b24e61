import { describe, expect, it } from "vitest";
import { sends, type KeyPress } from "@/components/chat/composing";

const enter: KeyPress = {
  key: "Enter",
  keyCode: 13,
  isComposing: false,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  timeStamp: 10_000,
};
const never = -Infinity;

describe("whether a key press sends", () => {
  it.each([
    ["Enter", enter, never, true],
    ["Enter with the command key", { ...enter, metaKey: true }, never, true],
    ["another key", { ...enter, key: "a", keyCode: 65 }, never, false],
    ["Shift and Enter", { ...enter, shiftKey: true }, never, false],
    ["Option and Enter", { ...enter, altKey: true }, never, false],
    ["Enter while composing (Chrome, Firefox)", { ...enter, isComposing: true, keyCode: 229 }, never, false],
    ["Enter with key code 229 and no flag", { ...enter, keyCode: 229 }, never, false],
    ["the Enter that Safari reports after the composition's end", enter, 9_995, false],
    ["an Enter well after the composition's end", enter, 9_000, true],
    ["an Enter before a later composition", enter, 10_500, true],
  ] as const)("%s", (_, press, compositionEndedAt, expected) => {
    expect(sends(press, compositionEndedAt)).toBe(expected);
  });
});
