import { EmbeddingRequest, ModelFilter, RerankRequest } from "./list-requests";
import { parseRequest } from "./parse";
import type { ProviderUsage } from "./schema";
import type { CallOptions, Transport } from "./transport";
import { isRecord, toUsage } from "./usage";

/** The account's state. Amounts are the provider's decimal strings in the site's currency; vouchers are not counted. */
export interface AccountInfo {
  id: string;
  status: string;
  /** the gifted part */
  balance: string | undefined;
  /** the paid part */
  chargeBalance: string | undefined;
  totalBalance: string | undefined;
}

export interface Embeddings {
  /** one for each input, in its order */
  vectors: Float32Array[];
  usage: ProviderUsage | undefined;
  traceId: string | undefined;
}

export interface Ranking {
  /** best first; `index` refers to the documents sent */
  results: { index: number; score: number; document: string | undefined }[];
  usage: ProviderUsage | undefined;
  traceId: string | undefined;
}

export function modelsEndpoint(transport: Transport) {
  return {
    /** GET /models: ids alone. Free, and a good check of the key. */
    list: async (filter: ModelFilter = {}, options: CallOptions = {}): Promise<{ id: string }[]> => {
      const { type, subType } = parseRequest(ModelFilter, filter);
      const query = new URLSearchParams({ ...(type && { type }), ...(subType && { sub_type: subType }) }).toString();
      return transport.json({ ...options, ...get(`/models${query && `?${query}`}`, transport) }, (value) => {
        if (!isRecord(value) || !Array.isArray(value.data)) return undefined;
        const ids = value.data.flatMap((entry: unknown) =>
          isRecord(entry) && typeof entry.id === "string" && entry.id !== "" ? [entry.id] : [],
        );
        return ids.length === 0 && value.data.length > 0 ? undefined : [...new Set(ids)].map((id) => ({ id }));
      });
    },
  };
}

export function userEndpoint(transport: Transport) {
  return {
    /** GET /user/info. Withdrawn on some sites: reason `endpoint_gone` says nothing against the key. */
    info: (options: CallOptions = {}): Promise<AccountInfo> =>
      transport.json({ ...options, ...get("/user/info", transport) }, (value) => {
        const data: unknown = isRecord(value) ? value.data : undefined;
        if (!isRecord(data)) return undefined;
        return {
          id: typeof data.id === "string" ? data.id : "",
          status: typeof data.status === "string" ? data.status : "",
          balance: amount(data.balance),
          chargeBalance: amount(data.chargeBalance),
          totalBalance: amount(data.totalBalance),
        };
      }),
  };
}

export function embeddingsEndpoint(transport: Transport) {
  return {
    /** POST /embeddings. */
    create: async (body: EmbeddingRequest, options: CallOptions = {}): Promise<Embeddings> => {
      const checked = parseRequest(EmbeddingRequest, body);
      const expected = Array.isArray(checked.input) ? checked.input.length : 1;
      return transport.json(
        { ...options, ...post("/embeddings", checked, transport), model: checked.model },
        (value, traceId) => {
          const vectors = isRecord(value) ? readVectors(value.data, expected) : undefined;
          return vectors && isRecord(value) ? { vectors, usage: toUsage(value.usage), traceId } : undefined;
        },
        64 * 1_048_576,
      );
    },
  };
}

export function rerankEndpoint(transport: Transport) {
  return {
    /** POST /rerank. */
    create: async (body: RerankRequest, options: CallOptions = {}): Promise<Ranking> => {
      const checked = parseRequest(RerankRequest, body);
      return transport.json(
        { ...options, ...post("/rerank", checked, transport), model: checked.model },
        (value, traceId) => {
          const results = isRecord(value) ? readRanking(value.results, checked.documents.length) : undefined;
          if (!results || !isRecord(value)) return undefined;
          const tokens: unknown = value.tokens ?? (isRecord(value.meta) ? value.meta.tokens : undefined);
          return { results, usage: toUsage(tokens), traceId };
        },
      );
    },
  };
}

function get(path: string, { settings }: Transport) {
  return { method: "GET", path, repeat: "free", headersTimeoutMs: settings.firstTokenTimeoutMs } as const;
}

function post(path: string, body: object, { settings }: Transport) {
  return {
    method: "POST",
    path,
    body: JSON.stringify(body),
    repeat: "free",
    headersTimeoutMs: settings.firstTokenTimeoutMs,
  } as const;
}

function amount(value: unknown): string | undefined {
  return typeof value === "string" && /^-?\d{1,15}(\.\d{1,15})?$/.test(value) ? value : undefined;
}

/** Every input has its vector, all have one length, and every number is one; else nothing is believed. */
function readVectors(data: unknown, expected: number): Float32Array[] | undefined {
  if (!Array.isArray(data) || data.length !== expected) return undefined;
  const vectors = new Array<Float32Array | undefined>(expected).fill(undefined);
  for (const [position, entry] of data.entries()) {
    if (!isRecord(entry)) return undefined;
    const index = typeof entry.index === "number" ? entry.index : position;
    const vector = readVector(entry.embedding);
    if (!vector || !(index in vectors) || vectors[index]) return undefined;
    vectors[index] = vector;
  }
  const whole = vectors.filter((vector) => vector !== undefined);
  return whole.every((vector) => vector.length === whole[0]!.length) ? whole : undefined;
}

function readVector(value: unknown): Float32Array | undefined {
  const vector =
    typeof value === "string" ? decodeVector(value) : isNumbers(value) ? Float32Array.from(value) : undefined;
  return vector && vector.length > 0 && vector.every(Number.isFinite) ? vector : undefined;
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === "number");
}

/** little-endian 32-bit floats in base64 */
function decodeVector(text: string): Float32Array | undefined {
  const bytes = Buffer.from(text, "base64");
  if (bytes.length % 4 !== 0) return undefined;
  return Float32Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readFloatLE(index * 4));
}

function readRanking(list: unknown, documents: number): Ranking["results"] | undefined {
  if (!Array.isArray(list)) return undefined;
  const results: Ranking["results"] = [];
  for (const entry of list as unknown[]) {
    if (!isRecord(entry)) return undefined;
    const { index, relevance_score: score, document } = entry;
    if (typeof index !== "number" || !Number.isInteger(index) || index < 0 || index >= documents) return undefined;
    if (typeof score !== "number" || !Number.isFinite(score)) return undefined;
    const text: unknown = isRecord(document) ? document.text : document;
    results.push({ index, score, document: typeof text === "string" ? text : undefined });
  }
  return results.length === 0 ? undefined : results.sort((a, b) => b.score - a.score);
}
