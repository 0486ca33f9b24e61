import extract from "./catalogue.json";

/** What one unit is paid for in: the names the double's own ledger uses. */
export type Unit =
  "input_tokens" | "cached_input_tokens" | "output_tokens" | "images" | "videos" | "utf8_bytes" | "requests";
export type Quantities = Partial<Record<Unit, number>>;

export type ModelType = "text" | "image" | "audio" | "video";

/** A field of an image, video or speech request, as the catalogue describes it. */
export interface FieldRule {
  values?: string[];
  default?: string | number | boolean | null;
  required?: boolean;
  /** sizes beyond `values` are taken, up to `maxPixels` */
  custom?: boolean;
  maxPixels?: number;
  min?: number;
  max?: number;
  step?: number;
  maxImageToImage?: number;
}

/** One model of the provider. A missing capability is absent; `null` is one nobody knows about, which is let through. */
export interface CatalogueModel {
  id: string;
  type: ModelType;
  subType: string;
  /** in the list of models; the others are known to have been withdrawn */
  served: boolean;
  contextLength?: number;
  maxOutput?: number;
  maxThinking?: number;
  capabilities: Record<string, boolean | number | string | number[] | string[] | null>;
  params?: Record<string, unknown>;
  /** nano-units of a currency per single unit */
  rates?: Record<string, Quantities>;
}

/** The reviewed extract of the provider's catalogue, in its order. */
export const catalogue = extract as unknown as readonly CatalogueModel[];

/** Models that refuse two neighbouring messages of one role. */
export function demandsAlternation(id: string): boolean {
  return /deepseek-ai\/DeepSeek-R1|google\/gemma/.test(id);
}

/** `min_p` is documented for Qwen3 alone. */
export function takesMinP(id: string): boolean {
  return /Qwen\/Qwen3/.test(id);
}

/** True for a capability the model has, or may have: what is unknown is let through. */
export function may(model: CatalogueModel, capability: string): boolean {
  const value = model.capabilities[capability];
  return value === null || (value !== undefined && value !== false);
}

export function fieldRule(model: CatalogueModel, field: string): FieldRule | undefined {
  return model.params?.[field] as FieldRule | undefined;
}

/** The names `sub_type` understands: it has none for speech synthesis, nor for image to video. */
export const listedSubTypes = [
  "chat",
  "embedding",
  "reranker",
  "text-to-image",
  "image-to-image",
  "speech-to-text",
  "text-to-video",
] as const;
export const listedTypes = ["text", "image", "audio", "video"] as const;
