import { AppError } from "@/lib/core";
import type { MediaModel } from "@/lib/models/schema";
import { speechFormats, type SpeechFormat, type SpeechModel } from "./model";

export const speechSubTypes = ["text-to-speech"] as const;

/** @see SiliconFlow API reference, section 10 */
const usualRates: Record<SpeechFormat, number[]> = {
  mp3: [44_100, 32_000],
  opus: [48_000],
  wav: [44_100, 32_000, 24_000, 16_000, 8_000],
  pcm: [44_100, 32_000, 24_000, 16_000, 8_000],
};

/** What the catalogue says of a model, as a form needs it. Pure. */
export function toSpeechModel(media: MediaModel, maxCharacters: number): SpeechModel {
  const price = media.prices.find(({ unit }) => unit === "utf8_bytes");
  if (!price) throw new AppError("unsupported", "This model has no price yet. An administrator can set one.");
  const { systemVoices, customVoices, references, instructions, dialogue } = media.abilities;
  return {
    id: media.id,
    name: media.name,
    isNew: media.isNew,
    systemVoices: Array.isArray(systemVoices) ? systemVoices.filter((name) => typeof name === "string") : [],
    ownVoices: customVoices === true,
    clips: references === true,
    instructions: instructions === true,
    dialogue: dialogue === true,
    formats: ratesOf(media.params["sample_rate"]),
    maxCharacters,
    // Sounds that the same models make as take instructions.
    marks: instructions === true ? ["[laughter]", "[breath]"] : [],
    rate: price.rateNanos,
    currency: price.currency,
    priceOrigin: { source: price.source, sourcedOn: price.sourcedOn },
  };
}

/** The tokens of sound to be asked for, where a model counts them: as many as it takes, or a long part is cut off. */
export function maxTokensOf(media: Pick<MediaModel, "params">): number | undefined {
  const rule = media.params["max_tokens"] as { max?: unknown } | undefined;
  // What is said and what is heard share its window.
  return typeof rule?.max === "number" ? Math.floor(rule.max / 2) : undefined;
}

function ratesOf(rule: unknown): Record<SpeechFormat, number[]> {
  const given = (rule ?? {}) as Record<string, unknown>;
  const usual = (given["defaults"] ?? {}) as Record<string, unknown>;
  const entries = speechFormats.map((format) => {
    const listed = given[format];
    const rates = Array.isArray(listed) ? listed.filter((rate): rate is number => typeof rate === "number") : [];
    const first = usual[format];
    const sorted = rates.toSorted((one, other) => Number(other === first) - Number(one === first) || other - one);
    return [format, sorted.length > 0 ? sorted : usualRates[format]] as const;
  });
  return Object.fromEntries(entries) as Record<SpeechFormat, number[]>;
}
