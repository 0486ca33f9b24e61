import { z } from "zod";
import { units } from "./units";

export { isPriced, requiredUnits, units, type Rates, type Unit } from "./units";
export {
  pictureRule,
  pictureTokens,
  tiledPictures,
  usefulPixels,
  type CountedPicture,
  type PictureRule,
} from "./picture-tokens";
export { answerRoom, estimatePromptTokens, estimateTokens, PROMPT_MARGIN, type PromptMessage } from "./tokens";
export {
  acceptedParameters,
  supportedParameters,
  type AnswerFormat,
  type Json,
  type JsonObject,
  type ModelParameters,
  type NumberRange,
  type SupportedParameters,
} from "./parameters";

export interface ModelCapabilities {
  tools: boolean;
  /** wants its own thoughts back between the calls of one answer */
  thoughtsInToolLoop?: boolean;
  jsonMode: boolean;
  /** takes a schema in `response_format`; no public list says which models do */
  jsonSchema: boolean;
  prefix: boolean;
  fim: boolean;
  vision: boolean;
  reasoning: boolean;
  /** takes `enable_thinking` */
  thinkingSwitch: boolean;
  thinkingBudget: boolean;
  /** calls tools only while it does not think */
  toolsUnthinking: boolean;
  /** takes `min_p` */
  minP: boolean;
  reasoningEffort: string[] | null;
}

export interface ModelPrice {
  /** input_tokens, cached_input_tokens, output_tokens, … */
  unit: string;
  /** decimal string of nano-units per single unit */
  rateNanos: string;
  currency: string;
  source: string;
  /** ISO date */
  sourcedOn: string;
}

/** A model as people choose it. */
export interface ModelSummary {
  id: string;
  name: string;
  type: string;
  subType: string;
  state: "listed" | "discovered" | "retired";
  /** released or discovered within the last 30 days */
  isNew: boolean;
  /** has a sourced price in the installation's currency, is not hidden and not retired */
  offered: boolean;
  contextLength: number | null;
  maxOutput: number | null;
  maxThinking: number | null;
  capabilities: ModelCapabilities;
  prices: ModelPrice[];
  /** the guide's advice for this model */
  defaults: { temperature?: number; topP?: number; topK?: number };
}

/** A model that makes pictures, clips or sound, with what the catalogue says of it. */
export interface MediaModel extends ModelSummary {
  /** textToImage, imageToImage, maxInputImages, approxSeconds, … */
  abilities: Record<string, unknown>;
  /** the fields of its requests, by the provider's names */
  params: Record<string, unknown>;
}

/** A figure that is no price: an administrator may look at it when setting one. */
export interface PriceHint {
  unit: string;
  currency: string;
  rateNanos: string;
  /** last_known: from a list that is no longer published; highest_tier: the price depends on the prompt's length */
  kind: "last_known" | "highest_tier";
}

/** A model as an administrator sees it. */
export interface AdminModel extends ModelSummary {
  hidden: boolean;
  firstSeenAt: string;
  /** when the provider's own list last had it; null: never yet */
  lastSeenAt: string | null;
  retiredAt: string | null;
  /** units that need a rate before the model can be offered */
  missingUnits: string[];
  hints: PriceHint[];
}

/** GET /api/models */
export const ListModelsInput = z.strictObject({
  subType: z.string().max(40).optional(),
  /** administrators may see what is not offered */
  all: z.literal("1").optional(),
});
export type ListModelsInput = z.infer<typeof ListModelsInput>;

/** Without control characters and halves of characters, which the database cannot hold. */
const plainText = /^[^\p{Cc}\p{Cs}]*$/u;
const modelId = z.string().min(1).max(200).regex(plainText);

export const SetPriceInput = z.strictObject({
  id: modelId,
  /** a new rate per unit, as a decimal amount of the installation's currency for `amountPer` units */
  prices: z
    .array(
      z.strictObject({
        unit: z.enum(units),
        amount: z
          .string()
          .trim()
          .regex(/^\d{1,9}(\.\d{1,9})?$/, "must be a plain decimal such as 0.27"),
        amountPer: z.union([z.literal(1), z.literal(1_000), z.literal(1_000_000)]).default(1),
      }),
    )
    .min(1)
    .max(units.length)
    .refine((prices) => new Set(prices.map(({ unit }) => unit)).size === prices.length, "names a unit twice"),
  /** where the price was found */
  source: z.string().trim().min(1).max(300).regex(plainText, "Leave out control characters."),
  sourcedOn: z.iso.date().refine((day) => day >= "1970-01-01", "must be a day of our time"),
});
export type SetPriceInput = z.input<typeof SetPriceInput>;

export const SetHiddenInput = z.strictObject({ id: modelId, hidden: z.boolean() });
export type SetHiddenInput = z.infer<typeof SetHiddenInput>;

/** PATCH /api/admin/models: ids contain slashes, so the id travels in the body */
export const UpdateModelInput = z
  .strictObject({
    id: modelId,
    hidden: z.boolean().optional(),
    price: SetPriceInput.omit({ id: true }).optional(),
  })
  .refine(({ hidden, price }) => hidden !== undefined || price !== undefined, "changes nothing");
export type UpdateModelInput = z.infer<typeof UpdateModelInput>;

/** An exact rate: 0.27 for a million is 270 nanos for one. Undefined where it is no whole number of nanos. */
export function rateOf(amount: string, amountPer: number): bigint | undefined {
  const match = /^(\d{1,12})(?:\.(\d{1,9}))?$/.exec(amount);
  if (!match) return undefined;
  const nanos = BigInt(match[1]!) * 1_000_000_000n + BigInt((match[2] ?? "").padEnd(9, "0"));
  return nanos % BigInt(amountPer) === 0n ? nanos / BigInt(amountPer) : undefined;
}
