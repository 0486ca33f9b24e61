import { storableText } from "@/lib/core";

/** Moods and noises that a model writes among the words: nobody says a picture. Digits and signs such as © stay. */
const noises = /[\p{Emoji_Presentation}\u2753\u2754\ufe0f\u200d]+/gu;

/** What was said, of what a model has written. Pure. */
export function cleanText(text: string): string {
  return storableText(text)
    .replace(noises, "")
    .replace(/[^\S\n]{2,}/g, " ")
    .trim();
}
