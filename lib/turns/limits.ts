import { env } from "@/lib/env";

/** What the provider's account may ask of one model in a minute. */
export interface Limits {
  images: number;
  requests: number;
}

/** PROVIDER_MODEL_LIMITS where it names the model, else what stands for every model. */
export function limitsOf(modelId: string): Limits {
  const { PROVIDER_IMAGES_PER_MINUTE, PROVIDER_REQUESTS_PER_MINUTE, PROVIDER_MODEL_LIMITS } = env();
  const own = PROVIDER_MODEL_LIMITS.find(([id]) => id === modelId)?.[1];
  return own ?? { images: PROVIDER_IMAGES_PER_MINUTE, requests: PROVIDER_REQUESTS_PER_MINUTE };
}
