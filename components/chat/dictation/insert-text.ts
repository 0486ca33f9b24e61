const spaced = /[\p{L}\p{N}.,;:!?)\]}'"]$/u;
const close = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uff65\s([{'"]$/u;

/** What is put between two pieces of text, with the spaces that its script wants around it. Pure. */
export function fitted(before: string, text: string, after: string): string {
  const gap = (left: string, right: string) =>
    left !== "" &&
    right !== "" &&
    spaced.test(left) &&
    !close.test(left) &&
    /^[\p{L}\p{N}]/u.test(right) &&
    !close.test(right.slice(0, 1));
  return (gap(before.slice(-1), text) ? " " : "") + text + (gap(text.slice(-1), after) ? " " : "");
}

/** Puts text where the caret is, in the place of what is marked, and the caret behind it. */
export function insertAtCaret(area: HTMLTextAreaElement, text: string): void {
  const { selectionStart: from, selectionEnd: to, value } = area;
  area.setRangeText(fitted(value.slice(0, from), text, value.slice(to)), from, to, "end");
}
