import type { RouteHandler } from "@/lib/http/route";

export interface Call {
  method?: string;
  path?: string;
  params?: Record<string, string | string[]>;
  headers?: Record<string, string>;
  /** sent as JSON; a string is sent as it is */
  body?: unknown;
}

/** Calls a route handler as a browser on our own page would. */
export async function call(handler: RouteHandler, options: Call = {}): Promise<Response> {
  const { method = "POST", path = "/", params = {}, headers = {}, body } = options;
  const request = new Request(new URL(path, "http://localhost:3000"), {
    method,
    headers: { "sec-fetch-site": "same-origin", "content-type": "application/json", ...headers },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  return handler(request, { params: Promise.resolve(params) });
}

/** The Cookie header a browser would send after this answer. */
export function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((line) => line.split(";", 1)[0]!)
    .join("; ");
}

/** The `error` of a failed answer. */
export async function errorOf(response: Response): Promise<Record<string, unknown> & { code: string }> {
  const { error } = (await response.json()) as { error: Record<string, unknown> & { code: string } };
  return error;
}
