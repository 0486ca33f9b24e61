import { z } from "zod";

const modelId = z.string().min(1).max(200);

/** Query of GET /models. Synthesis and image-to-video have no sub type: ask by type and subtract. */
export const ModelFilter = z.strictObject({
  type: z.enum(["text", "image", "audio", "video"]).optional(),
  subType: z
    .enum(["chat", "embedding", "reranker", "text-to-image", "image-to-image", "speech-to-text", "text-to-video"])
    .optional(),
});
export type ModelFilter = z.infer<typeof ModelFilter>;

/** Body of POST /embeddings. */
export const EmbeddingRequest = z.strictObject({
  model: modelId,
  input: z.union([z.string().min(1), z.array(z.string().min(1)).min(1).max(32)]),
  encoding_format: z.enum(["float", "base64"]).optional(),
  dimensions: z.int().min(1).max(8192).optional(),
});
export type EmbeddingRequest = z.infer<typeof EmbeddingRequest>;

/** Body of POST /rerank. */
export const RerankRequest = z.strictObject({
  model: modelId,
  query: z.string().min(1),
  documents: z.array(z.string()).min(1),
  top_n: z.int().min(1).optional(),
  return_documents: z.boolean().optional(),
  max_chunks_per_doc: z.int().min(1).optional(),
  overlap_tokens: z.int().min(0).max(80).optional(),
});
export type RerankRequest = z.infer<typeof RerankRequest>;
