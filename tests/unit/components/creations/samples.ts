import type { Creation, CreationCall, CreationOutput } from "@/lib/creations/schema";
import type { Asset } from "@/lib/media/schema";

export function asset(id: string, change: Partial<Asset> = {}): Asset {
  return {
    ...{ id, kind: "picture", name: `${id}.png`, mediaType: "image/png", sizeBytes: 10, width: 4, height: 3 },
    ...{ durationMs: null, blur: null, origin: "image", modelId: "a/b", prompt: "", favourite: false, trashedAt: null },
    missing: false,
    createdAt: "2026-11-23T10:00:00.000Z",
    ...change,
  };
}

export function output(id: string, change: Partial<CreationOutput> = {}): CreationOutput {
  return { id, position: 0, state: "done", asset: asset(`asset-${id}`), failure: null, ...change };
}

export function call(id: string, change: Partial<CreationCall> = {}): CreationCall {
  return {
    ...{ id, position: 0, state: "waiting", seed: 7, place: null, costNanos: "20000000", currency: "USD" },
    ...{ createdAt: "2026-11-23T10:00:00.000Z", submittedAt: null, endedAt: null, receipt: null, failure: null },
    outputs: [],
    ...change,
  };
}

export function creation(id: string, change: Partial<Creation> = {}): Creation {
  return {
    ...{ id, kind: "image", modelId: "a/b", modelName: "b", prompt: "a cat", request: {}, usualMs: null },
    createdAt: "2026-11-23T10:00:00.000Z",
    calls: [call(`call-${id}`)],
    ...change,
  };
}
