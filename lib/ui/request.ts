import type { FailureCode } from "@/lib/core";

/** The JSON that every failed request answers with. See lib/http/present.ts. */
export interface FailureBody {
  error: {
    code: FailureCode;
    message: string;
    reason?: string;
    field?: string;
    fields?: Record<string, string>;
    retryAfterMs?: number;
    traceId?: string;
    requestId?: string;
  };
}

/** A request that the server, or the way to it, refused. `body` is absent when nothing came back. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  constructor(
    readonly status: number,
    readonly body: FailureBody["error"] | undefined,
    options?: ErrorOptions,
  ) {
    super(body?.message ?? `The request failed (${status || "no connection"}).`, options);
  }
}

/** No answer came: the request may have been done, and is to be repeated with the same key. */
export function isLost(error: unknown): boolean {
  return error instanceof ApiError && error.status === 0;
}

/**
 * Calls our own API with JSON in and JSON out.
 * @throws ApiError for every status outside 2xx, and with status 0 when there was no answer
 */
export async function request<Result>(
  method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE",
  path: string,
  body?: unknown,
  init: { signal?: AbortSignal; keepalive?: boolean } = {},
): Promise<Result> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      ...init,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new ApiError(0, undefined, { cause: error });
  }
  const text = await response.text();
  let parsed: unknown;
  try {
    parsed = text ? JSON.parse(text) : undefined;
  } catch {
    parsed = undefined;
  }
  if (!response.ok) throw new ApiError(response.status, (parsed as FailureBody | undefined)?.error);
  return parsed as Result;
}
