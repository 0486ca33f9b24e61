import { z } from "zod";

export interface ModelCapabilities {
  tools: boolean;
  jsonMode: boolean;
  prefix: boolean;
  fim: boolean;
  vision: boolean;
  reasoning: boolean;
  /** takes `enable_thinking` */
  thinkingSwitch: boolean;
  thinkingBudget: boolean;
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
  /** seen for the first time within the last 30 days */
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

/** GET /api/models */
export const ListModelsInput = z.strictObject({
  subType: z.string().max(40).optional(),
  /** administrators may see what is not offered */
  all: z.literal("1").optional(),
});
export type ListModelsInput = z.infer<typeof ListModelsInput>;
