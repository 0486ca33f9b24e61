const aloud = /[\p{L}\p{N}]/u;
const marks = /\[[a-z_ ]{1,30}\]|\[S[12]\]|<\|[^|<>\n]{0,40}\|>|<\/?[a-z]{1,20}>/giu;

/** Whether there is a word or number in it. Marks such as [laughter] alone are none. */
export function isSpeakable(text: string): boolean {
  // Most texts say so at their beginning.
  const start = text.slice(0, 400);
  return aloud.test(start.replace(marks, "")) || (text.length > 400 && aloud.test(text.replace(marks, "")));
}
