import { TranscriptionRequest } from "./media-requests";
import { multipart } from "./multipart";
import { parseRequest } from "./parse";
import type { CallOptions, Transport } from "./transport";
import { isRecord } from "./usage";

/** What was said from when to when; only newer answers say so. */
export interface TranscriptionSegment {
  startSeconds: number;
  endSeconds: number;
  text: string;
}

export interface TranscriptionAnswer {
  text: string;
  durationSeconds: number | undefined;
  segments: TranscriptionSegment[];
  traceId: string | undefined;
}

export function transcriptionsEndpoint(transport: Transport) {
  return {
    /** POST /audio/transcriptions. The text is as the model wrote it, tags such as `<|zh|>` taken out. */
    create: async (input: TranscriptionRequest, options: CallOptions = {}): Promise<TranscriptionAnswer> => {
      const { bytes, mediaType, model } = parseRequest(TranscriptionRequest, input);
      return transport.json(
        {
          ...options,
          method: "POST",
          path: "/audio/transcriptions",
          ...multipart({ model }, { bytes, mediaType }),
          model,
          repeat: "once",
        },
        (value, traceId) =>
          isRecord(value) && typeof value.text === "string"
            ? {
                text: withoutTags(value.text),
                durationSeconds: typeof value.duration === "number" ? value.duration : undefined,
                segments: Array.isArray(value.segments) ? value.segments.flatMap(toSegment) : [],
                traceId,
              }
            : undefined,
      );
    },
  };
}

function withoutTags(text: string): string {
  return text.replace(/<\|[^|>]*\|>/g, "").trim();
}

function toSegment(value: unknown): TranscriptionSegment[] {
  if (!isRecord(value)) return [];
  const { start, end, text } = value;
  if (typeof text !== "string" || !isTime(start) || !isTime(end) || end < start) return [];
  return [{ startSeconds: start, endSeconds: end, text: withoutTags(text) }];
}

function isTime(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}
