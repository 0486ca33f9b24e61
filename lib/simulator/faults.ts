import { coded, invalidToken, moderated, noFunds, overloaded, rateLimited, Refusal, unknownFailure } from "./refusal";

/** Answers that replace the real one. */
const answers = {
  http400: () => coded(400, 20015, "The parameter is invalid. Please check it again."),
  http401: invalidToken,
  http402: () => noFunds(402),
  http403: () => noFunds(403),
  "http403-verification": () =>
    new Refusal(403, { json: { message: "This function requires identity verification.", data: null } }),
  http404: () => new Refusal(404, { json: "404 page not found" }),
  http410: () => new Refusal(410, { text: "" }),
  "http429-rpm": () => rateLimited("RPM"),
  "http429-tpm": () => rateLimited("TPM"),
  "http429-rpd": () => rateLimited("RPD"),
  http451: moderated,
  http500: () => new Refusal(500, { text: "Internal Server Error" }),
  "http500-50507": unknownFailure,
  "http502-html": () =>
    new Refusal(502, {
      text: "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n",
      contentType: "text/html",
    }),
  http503: overloaded,
  "http504-empty": () => new Refusal(504, { text: "" }),
} satisfies Record<string, () => Refusal>;

/** Faults that live in the connection, the stream, the media or the content. */
const behaviours = [
  "hang-before-headers",
  "hang-after-headers",
  "hang-midstream",
  "cut-midstream",
  "reset",
  "reset-before-headers",
  "malformed-sse",
  "error-in-stream",
  "no-done",
  "empty-content",
  "five-megabyte-line",
  "slow-first-token",
  "split-bytes",
  "wrong-content-type",
  "no-images",
  "truncated-image",
  "expired-media",
  "slow-media",
  "huge-media",
  "damaged-media",
  "page-instead-of-media",
  "media-redirect",
  "media-redirect-private",
  "video-failed",
  "tool-malformed-arguments",
  "tool-unknown-name",
  "tool-late-name",
  "eos-finish",
  "ignores-max-tokens",
  "usage-missing",
  "usage-at-end",
  "duplicate-role",
  "content-filter",
  "comment-lines",
] as const;

export type AnswerFault = keyof typeof answers;
export type BehaviourFault = (typeof behaviours)[number];
export type FaultName = AnswerFault | BehaviourFault;
export const faultNames: readonly FaultName[] = [...(Object.keys(answers) as AnswerFault[]), ...behaviours];

/** Faults that only make sense at one place take no other request, however wide their match. */
const onlyAt: Partial<Record<FaultName, string>> = {
  "no-images": "/images/generations",
  "truncated-image": "/media/",
  "expired-media": "/media/",
  "slow-media": "/media/",
  "huge-media": "/media/",
  "damaged-media": "/media/",
  "page-instead-of-media": "/media/",
  "media-redirect": "/media/",
  "media-redirect-private": "/media/",
  "video-failed": "/video/submit",
  "tool-malformed-arguments": "/chat/completions",
  "tool-unknown-name": "/chat/completions",
  "tool-late-name": "/chat/completions",
};

/** What happens to which requests. */
export interface Fault {
  id: string;
  name: FaultName;
  match: {
    /** the path as the provider's reference writes it ("/chat/completions"), or a beginning of the path on this server */
    path?: string;
    model?: string;
    /** a text in the request's body */
    contains?: string;
  };
  /** how many requests are still to be hit; null for all of them */
  times: number | null;
  /** seconds to send as `Retry-After` */
  retryAfter?: number;
  /** tokens that are delivered before a fault in the middle of a stream */
  afterTokens: number;
  delayMs: number;
  /** how many requests it has hit */
  hits: number;
}

export interface FaultInput {
  name: string;
  match?: Fault["match"];
  times?: number;
  retryAfter?: number;
  afterTokens?: number;
  delayMs?: number;
}

/** The scenarios that are set now. */
export class Faults {
  private readonly list: Fault[] = [];
  private made = 0;

  all(): readonly Fault[] {
    return this.list;
  }

  /**
   * Adds a scenario.
   * @returns undefined for a name nobody knows
   */
  add(input: FaultInput): Fault | undefined {
    const wanted = /^\d/.test(input.name) ? `http${input.name}` : input.name.replace(/^http-/, "http");
    const name = faultNames.find((known) => known === wanted);
    if (!name) return undefined;
    const fault: Fault = {
      id: `fault-${++this.made}`,
      name,
      match: input.match ?? {},
      times: input.times ?? null,
      ...(input.retryAfter === undefined ? {} : { retryAfter: input.retryAfter }),
      afterTokens: input.afterTokens ?? 5,
      delayMs: input.delayMs ?? 10_000,
      hits: 0,
    };
    this.list.push(fault);
    return fault;
  }

  clear(id?: string): void {
    if (id === undefined) this.list.length = 0;
    else this.list.splice(0, this.list.length, ...this.list.filter((fault) => fault.id !== id && fault.name !== id));
  }

  /** The first scenario that concerns a request. It counts as used. */
  take(request: { path: string; model: string | undefined; body: () => string }): Fault | undefined {
    const found = this.list.find((fault) => fault.times !== 0 && concerns(fault, request));
    if (!found) return undefined;
    found.hits++;
    if (found.times !== null) found.times--;
    return found;
  }
}

function concerns(
  { name, match }: Fault,
  request: { path: string; model: string | undefined; body: () => string },
): boolean {
  if (!request.path.startsWith(onlyAt[name] ?? "")) return false;
  if (match.path !== undefined && !request.path.startsWith(match.path) && request.path !== `/v1${match.path}`)
    return false;
  if (match.model !== undefined && match.model !== request.model) return false;
  return match.contains === undefined || request.body().includes(match.contains);
}

/** The answer a fault gives instead of the real one, if it is one of that kind. */
export function answerOf(fault: Fault): Refusal | undefined {
  const make = (answers as Record<string, (() => Refusal) | undefined>)[fault.name];
  if (!make) return undefined;
  const refusal = make();
  if (fault.retryAfter === undefined) return refusal;
  return new Refusal(refusal.status, refusal.wire, { "retry-after": String(fault.retryAfter) });
}
