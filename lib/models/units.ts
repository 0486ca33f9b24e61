/** Units that are paid for. Quantities are integers. */
export const units = [
  "input_tokens",
  "cached_input_tokens",
  "output_tokens",
  "images",
  "videos",
  "utf8_bytes",
  "requests",
] as const;
export type Unit = (typeof units)[number];

/** nano-units of the currency per single unit */
export type Rates = Partial<Record<Unit, bigint>>;

const required: Record<string, readonly Unit[]> = {
  chat: ["input_tokens", "output_tokens"],
  embedding: ["input_tokens"],
  reranker: ["input_tokens"],
  "text-to-image": ["images"],
  "image-to-image": ["images"],
  "text-to-video": ["videos"],
  "image-to-video": ["videos"],
  "text-to-speech": ["utf8_bytes"],
  "speech-to-text": ["requests"],
};

/** Units that must have a rate before a model of this kind can be offered; undefined for a kind we cannot price. */
export function requiredUnits(subType: string): readonly Unit[] | undefined {
  return required[subType];
}

/** Whether every unit that a model of this kind is billed in has a rate. A rate of zero is a rate. */
export function isPriced(subType: string, rates: Rates): boolean {
  return requiredUnits(subType)?.every((unit) => rates[unit] !== undefined) ?? false;
}
