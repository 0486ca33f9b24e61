/** How an error body is written on the wire. */
export type Wire = { json: unknown } | { text: string; contentType?: string };

/** An answer that is not 200: thrown anywhere, written by the server in one place. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  constructor(
    readonly status: number,
    readonly wire: Wire,
    readonly headers: Record<string, string> = {},
  ) {
    super(`${status}`);
  }
}

export function coded(status: number, code: number, message: string): Refusal {
  return new Refusal(status, { json: { code, message, data: null } });
}

export const unknownModel = () => coded(400, 20012, "Model does not exist. Please check it carefully.");

/** @param message names the parameter and says what is wrong with it */
export const badParameter = (message: string) => coded(400, 20015, message);

export const invalidToken = () => new Refusal(401, { json: "Invalid token" });

export const noFunds = (status: number) => coded(status, 30001, "Sorry, your account balance is insufficient");

export const pathNotFound = () => new Refusal(404, { text: "404 page not found" });

export const methodNotAllowed = (allow: string) => new Refusal(405, { text: "405 method not allowed" }, { allow });

export const tooLarge = () => new Refusal(413, { text: "Request Entity Too Large" });

export type LimitKind = "RPM" | "RPD" | "TPM" | "TPD" | "IPM" | "IPD";

export const rateLimited = (kind: LimitKind) =>
  new Refusal(429, {
    json: {
      message: `Request was rejected due to rate limiting. If you want more, please contact contact@siliconflow.com. Details:${kind} limit reached.`,
      data: null,
    },
  });

export const moderated = () =>
  new Refusal(451, { json: { code: 20057, message: "The prompt was refused by content moderation.", data: null } });

export const unknownFailure = () => coded(500, 50507, "Request failed: Unknown error.");

export const overloaded = () => coded(503, 50505, "Model service overloaded. Please try again later.");

/** `/completions` wraps every error the way OpenAI does, whatever it was. */
export function inErrorObject(refusal: Refusal): Refusal {
  const wire = refusal.wire;
  const body = "json" in wire ? wire.json : wire.text;
  const message = typeof body === "string" ? body : messageOf(body);
  const type = refusal.status >= 500 ? "server_error" : "invalid_request_error";
  return new Refusal(refusal.status, { json: { error: { message, type, param: null, code: null } } }, refusal.headers);
}

function messageOf(body: unknown): string {
  if (typeof body === "object" && body !== null && "message" in body) return String(body.message);
  return "Unknown error";
}
