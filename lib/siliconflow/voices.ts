import { z } from "zod";
import { VoiceFile, VoiceUpload } from "./media-requests";
import { multipart } from "./multipart";
import { parseRequest } from "./parse";
import type { CallOptions, Transport } from "./transport";
import { isRecord } from "./usage";

/** A custom voice. Its `uri` is opaque and bound to the model it was made for. */
export interface Voice {
  uri: string;
  model: string;
  customName: string;
  text: string;
}

/** A voice that was just made. */
export interface UploadedVoice {
  uri: string;
  traceId: string | undefined;
}

const VoiceUri = z.string().min(1).max(1_000);

export function voicesEndpoint(transport: Transport) {
  const path = "/uploads/audio/voice";
  const patienceMs = transport.settings.firstTokenTimeoutMs;
  return {
    /** POST /uploads/audio/voice with the recording as a data URI. */
    upload: async (body: VoiceUpload, options: CallOptions = {}): Promise<UploadedVoice> => {
      const checked = parseRequest(VoiceUpload, body);
      return transport.json(
        { ...options, method: "POST", path, body: JSON.stringify(checked), repeat: "once" },
        readUploaded,
      );
    },
    /** The same by multipart. */
    uploadFile: async (input: VoiceFile, options: CallOptions = {}): Promise<UploadedVoice> => {
      const { bytes, mediaType, model, customName, text } = parseRequest(VoiceFile, input);
      const form = multipart({ model, customName, text }, { bytes, mediaType });
      return transport.json({ ...options, method: "POST", path, ...form, repeat: "once" }, readUploaded);
    },
    /** GET /audio/voice/list: every voice of the account, whoever made it. */
    list: (options: CallOptions = {}): Promise<Voice[]> =>
      transport.json(
        { ...options, method: "GET", path: "/audio/voice/list", repeat: "free", headersTimeoutMs: patienceMs },
        (value) => {
          const list: unknown = isRecord(value) ? (value.results ?? value.result) : undefined;
          return Array.isArray(list) ? list.flatMap(toVoice) : undefined;
        },
      ),
    /** POST /audio/voice/deletions. Any answer of success counts: its body is only a word. */
    delete: async (uri: string, options: CallOptions = {}): Promise<void> => {
      await transport.open<true>(
        {
          ...options,
          method: "POST",
          path: "/audio/voice/deletions",
          body: JSON.stringify({ uri: parseRequest(VoiceUri, uri) }),
          repeat: "free",
          headersTimeoutMs: patienceMs,
        },
        (exchange) => {
          exchange.resolve(true);
          return { data: () => undefined, end: () => undefined, fail: () => undefined };
        },
      );
    },
  };
}

function readUploaded(value: unknown, traceId: string | undefined): UploadedVoice | undefined {
  return isRecord(value) && typeof value.uri === "string" && value.uri !== "" ? { uri: value.uri, traceId } : undefined;
}

function toVoice(entry: unknown): Voice[] {
  if (!isRecord(entry) || typeof entry.uri !== "string" || entry.uri === "") return [];
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  return [{ uri: entry.uri, model: text(entry.model), customName: text(entry.customName), text: text(entry.text) }];
}
