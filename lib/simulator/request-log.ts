import type { IncomingHttpHeaders } from "node:http";

/** Requests that are remembered. */
const KEPT = 1000;
/** Longest body that is kept. */
export const BODY_BYTES = 256 * 1024;

/** How a request came to its end; `open` while it goes on. */
export type Ending = "open" | "complete" | "client-aborted" | "cut" | "refused";

export interface RequestRecord {
  id: number;
  /** milliseconds since 1970 */
  at: number;
  method: string;
  path: string;
  query: string;
  headers: IncomingHttpHeaders;
  /** unless it was too long */
  raw: Buffer | undefined;
  bodyBytes: number;
  model: string | undefined;
  traceId: string;
  status: number | undefined;
  fault: string | undefined;
  /** fields of the body this endpoint does not know, which were ignored */
  unknownFields: string[];
  /** tokens delivered so far, for generated text */
  tokens: number;
  ending: Ending;
  endedAt: number | undefined;
  /** a defect of the double itself, which answered 500 */
  defect: string | undefined;
}

/** The last requests with how each ended, for tests that ask what was really sent. */
export class RequestLog {
  private readonly records: RequestRecord[] = [];
  private made = 0;

  open(request: Pick<RequestRecord, "at" | "method" | "path" | "query" | "headers" | "traceId">): RequestRecord {
    const record: RequestRecord = {
      id: ++this.made,
      ...request,
      raw: undefined,
      bodyBytes: 0,
      model: undefined,
      status: undefined,
      fault: undefined,
      unknownFields: [],
      tokens: 0,
      ending: "open",
      endedAt: undefined,
      defect: undefined,
    };
    this.records.push(record);
    if (this.records.length > KEPT) this.records.shift();
    return record;
  }

  clear(): void {
    this.records.length = 0;
  }

  /** Newest first, as plain JSON without any key. */
  list(filter: { path?: string; model?: string; limit?: number } = {}): unknown[] {
    const wanted = this.records.filter(
      (record) =>
        (filter.path === undefined || record.path === filter.path || record.path === `/v1${filter.path}`) &&
        (filter.model === undefined || record.model === filter.model),
    );
    return wanted
      .reverse()
      .slice(0, filter.limit ?? KEPT)
      .map(toPlain);
  }
}

function toPlain({ raw, headers, ...record }: RequestRecord): unknown {
  const hidden = "[redacted]";
  const shown = {
    ...headers,
    ...(headers.authorization === undefined ? {} : { authorization: hidden }),
    ...(headers["x-api-key"] === undefined ? {} : { "x-api-key": hidden }),
  };
  return { ...record, headers: shown, body: bodyOf(raw, headers["content-type"] ?? "") };
}

function bodyOf(raw: Buffer | undefined, contentType: string): unknown {
  if (!raw || raw.length === 0) return null;
  if (contentType.startsWith("multipart/")) return `[${raw.length} bytes of ${contentType.split(";")[0]}]`;
  const text = raw.toString("utf8");
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
