/** The guide's limit of a prompt. @see SiliconFlow guide, video generation */
export const MAX_WORDS = 200;

/** Written without spaces between words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;
/** Of such characters, how many say what three words say. */
const charactersForThree = 5;

/**
 * Length of a text in words as the guide counts them, whatever it is written in: five Chinese or Japanese characters say
 * about what three English words do.
 */
export function countWords(text: string): number {
  const characters = text.match(unspaced)?.length ?? 0;
  const words = text.replace(unspaced, " ").match(/[\p{L}\p{N}]+(?:['’.,-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
  return words + Math.ceil((characters * 3) / charactersForThree);
}
