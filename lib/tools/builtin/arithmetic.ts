import { AppError } from "@/lib/core";
import { addDecimals, compareDecimals, formatDecimal, multiplyDecimals, parseDecimal, type Decimal } from "../decimal";
import type { ReadyTool } from "../toolbox";

const number = (description: string) => ({ type: ["string", "number"], description });
const twoNumbers = {
  type: "object",
  properties: { a: number("the first number, for example 9.11"), b: number("the second number, for example 9.9") },
  required: ["a", "b"],
  additionalProperties: false,
};

/** Exact sums and comparisons of decimals, and letters counted one by one: what language models get wrong. */
export const arithmeticTools: Readonly<Record<string, ReadyTool>> = {
  add: ofTwo(
    "add",
    "Adds two decimal numbers exactly.",
    (a, b) => `${text(a)} + ${text(b)} = ${text(addDecimals(a, b))}`,
  ),
  multiply: ofTwo(
    "multiply",
    "Multiplies two decimal numbers exactly.",
    (a, b) => `${text(a)} × ${text(b)} = ${text(multiplyDecimals(a, b))}`,
  ),
  compare: ofTwo("compare", "Compares two decimal numbers exactly and says which one is larger.", (a, b) => {
    const order = compareDecimals(a, b);
    if (order === 0) return `${text(a)} = ${text(b)}: they are equal.`;
    const [larger, smaller] = order > 0 ? [a, b] : [b, a];
    return `${text(larger)} is larger than ${text(smaller)}.`;
  }),
  count_letters: {
    definition: {
      name: "count_letters",
      description: "Counts how often a letter occurs in a word or text, whether large or small, and where.",
      parameters: {
        type: "object",
        properties: {
          word: { type: "string", description: "the word or text, for example strawberry", maxLength: 10_000 },
          letter: { type: "string", description: "the letter to count, for example r", minLength: 1, maxLength: 20 },
        },
        required: ["word", "letter"],
        additionalProperties: false,
      },
    },
    asks: false,
    call: async (_ctx, { word, letter }) => ({ ok: true, text: countLetters(String(word), String(letter)) }),
  },
};

const mostPlaces = 100;

function countLetters(word: string, letter: string): string {
  const characters = charactersOf(word);
  const wanted = charactersOf(letter)[0]!;
  const fold = (character: string) => character.normalize("NFC").toLocaleLowerCase("en");
  const places = characters.flatMap((character, index) => (fold(character) === fold(wanted) ? [index + 1] : []));
  const shown = places.slice(0, mostPlaces).join(", ") + (places.length > mostPlaces ? ", …" : "");
  const where = places.length === 0 ? "" : ` (at ${shown} of ${characters.length} characters)`;
  return `"${wanted}" occurs ${places.length} ${places.length === 1 ? "time" : "times"} in "${word}"${where}.`;
}

function charactersOf(text: string): string[] {
  return Array.from(new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text), ({ segment }) => segment);
}

function ofTwo(name: string, description: string, answer: (a: Decimal, b: Decimal) => string): ReadyTool {
  return {
    definition: { name, description, parameters: twoNumbers },
    asks: false,
    exactNumbers: true,
    call: async (_ctx, { a, b }) => ({ ok: true, text: answer(requireDecimal(a), requireDecimal(b)) }),
  };
}

/** @throws AppError `invalid_input` */
export function requireDecimal(value: unknown): Decimal {
  const parsed = typeof value === "string" || typeof value === "number" ? parseDecimal(String(value)) : undefined;
  if (!parsed) throw new AppError("invalid_input", `${JSON.stringify(value)?.slice(0, 100)} is not a decimal number.`);
  return parsed;
}

const text = formatDecimal;
