/** A text to look for with LIKE: what stands for others in a pattern stands for itself. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}
