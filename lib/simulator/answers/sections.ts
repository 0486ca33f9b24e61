import type { ImageFacts } from "../chat/vision";

/** The words of one language that an answer is put together from. */
export interface Phrases {
  opening: (random: () => number) => string;
  points: (random: () => number) => string[];
  table: (topic: string) => string;
  math: string;
  code: (question: string, random: () => number) => string;
  /** one program in every language there is */
  allCode: () => string;
  tasks: string;
  quote: string;
  closing: (topic: string) => string;
  headings: Record<"points" | "table" | "math" | "code" | "tasks", string>;
  sum: (expression: string, value: string) => string;
  images: (facts: readonly ImageFacts[]) => string;
  quoted: (name: string, sentence: string) => string;
  toolResults: (results: readonly string[]) => string;
  greeting: string;
}
