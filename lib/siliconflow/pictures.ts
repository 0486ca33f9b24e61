import { ImageRequest, VideoRequest } from "./media-requests";
import { jsonBody } from "./json-body";
import { parseRequest } from "./parse";
import type { CallOptions, Transport } from "./transport";
import { isRecord } from "./usage";

/** Addresses the provider forgets: of images within an hour, of videos perhaps within ten minutes. */
export interface GeneratedImages {
  urls: string[];
  seed: number | undefined;
  inferenceSeconds: number | undefined;
  traceId: string | undefined;
}

export type VideoStatus =
  | { state: "queued" | "running" }
  | { state: "failed" }
  | { state: "succeeded"; urls: string[]; seed: number | undefined; inferenceSeconds: number | undefined };

export function imagesEndpoint(transport: Transport) {
  return {
    /** POST /images/generations: paid whether or not the answer arrives, so never sent twice in doubt. */
    generate: async (body: ImageRequest, options: CallOptions = {}): Promise<GeneratedImages> => {
      const checked = parseRequest(ImageRequest, body);
      return transport.json(
        { ...options, ...(await post("/images/generations", checked)), model: checked.model, repeat: "once" },
        (value, traceId) => {
          if (!isRecord(value)) return undefined;
          const urls = addressesOf(value.images ?? value.data);
          return urls.length === 0 ? undefined : { urls, ...made(value), traceId };
        },
      );
    },
  };
}

export function videosEndpoint(transport: Transport) {
  return {
    /** POST /video/submit: paid and not idempotent. */
    submit: async (
      body: VideoRequest,
      options: CallOptions = {},
    ): Promise<{ requestId: string; traceId: string | undefined }> => {
      const checked = parseRequest(VideoRequest, body);
      return transport.json(
        { ...options, ...(await post("/video/submit", checked)), model: checked.model, repeat: "once" },
        (value, traceId) =>
          isRecord(value) && typeof value.requestId === "string" && value.requestId !== ""
            ? { requestId: value.requestId, traceId }
            : undefined,
      );
    },
    /** POST /video/status. Why a job failed is the provider's own text and stays here. */
    status: async (requestId: string, options: CallOptions = {}): Promise<VideoStatus> =>
      transport.json(
        {
          ...options,
          ...(await post("/video/status", { requestId })),
          repeat: "free",
          headersTimeoutMs: transport.settings.firstTokenTimeoutMs,
        },
        readStatus,
      ),
  };
}

function readStatus(value: unknown): VideoStatus | undefined {
  if (!isRecord(value)) return undefined;
  switch (value.status) {
    case "InQueue":
      return { state: "queued" };
    case "InProgress":
      return { state: "running" };
    case "Failed":
      return { state: "failed" };
    case "Succeed":
    case "Succeeded": {
      const results = isRecord(value.results) ? value.results : {};
      const urls = addressesOf(results.videos);
      return urls.length === 0 ? undefined : { state: "succeeded", urls, ...made(results) };
    }
  }
  return undefined;
}

async function post(path: string, body: object): Promise<{ method: "POST"; path: string; body: string | Buffer[] }> {
  return { method: "POST", path, body: await jsonBody(body) };
}

/** The web addresses in a list of `{ url }`; one that is none makes the whole list worthless. */
function addressesOf(list: unknown): string[] {
  if (!Array.isArray(list)) return [];
  const urls = list.map((entry: unknown) => (isRecord(entry) && typeof entry.url === "string" ? entry.url : ""));
  return urls.every((url) => /^https?:\/\//.test(url) && URL.canParse(url)) ? urls : [];
}

function made(value: Record<string, unknown>): { seed: number | undefined; inferenceSeconds: number | undefined } {
  const timings = isRecord(value.timings) ? value.timings : {};
  return {
    seed: typeof value.seed === "number" ? value.seed : undefined,
    inferenceSeconds: typeof timings.inference === "number" ? timings.inference : undefined,
  };
}
