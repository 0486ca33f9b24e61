import { Agent, fetch as fetchWith, type Response as Answer } from "undici";
import { AppError } from "@/lib/core";
import { createConnector, type Lookup } from "./connector";
import { countedBody } from "./counted-body";
import { failureOf, tooLarge } from "./failures";
import { nextRequest, toTarget, type Outgoing } from "./redirects";

export interface GuardedFetchOptions {
  /** for the whole exchange, redirects and body included */
  timeoutMs: number;
  /** of one body, on the wire as well as decompressed */
  maxBytes: number;
  /** exact origins that may be private, such as http://10.0.0.5:4010 */
  privateOrigins?: readonly string[];
  /** 3 unless given */
  maxRedirects?: number;
  /** how names are resolved, when not by the system */
  lookup?: Lookup;
}

/** Nothing worth waiting for is silent for longer. */
const MAX_IDLE_MS = 30_000;
const MAX_CONNECT_MS = 10_000;
const redirecting = new Set([301, 302, 303, 307, 308]);
const withoutBody = new Set([101, 204, 205, 304]);

/**
 * A fetch for addresses that somebody else chose: public ones only, judged when the socket connects and again at every
 * redirect; http and https only, no credentials in the address. Headers and bodies stay with the origin they were
 * meant for. Make one and keep it: it keeps its connections.
 *
 * The fetch fails with AppError `invalid_input` (reason `address` or `private_address`), `too_large`, `unavailable`
 * (reason `address_timeout` or `address_unreachable`); reading the body with the last two. The caller's own abort keeps its reason.
 */
export function createGuardedFetch(options: GuardedFetchOptions): typeof fetch {
  const { timeoutMs, maxBytes, maxRedirects = 3, lookup } = options;
  const idleMs = Math.min(timeoutMs, MAX_IDLE_MS);
  const dispatcher = new Agent({
    connect: createConnector({
      privateOrigins: new Set((options.privateOrigins ?? []).map((origin) => new URL(origin).origin)),
      timeoutMs: Math.min(timeoutMs, MAX_CONNECT_MS),
      lookup,
    }),
    headersTimeout: idleMs,
    bodyTimeout: idleMs,
    maxResponseSize: maxBytes,
  });

  return async (input, init) => {
    const { request, redirect, signal } = await toOutgoing(input, init);
    const clock = startClock(timeoutMs, signal);
    try {
      const { answer, url, redirected } = await follow(request, redirect, clock.signal);
      const body = answer.body && !withoutBody.has(answer.status) ? answer.body : null;
      if (!body) clock.stop();
      return toResponse(answer, url, redirected, body && countedBody(body, maxBytes, clock));
    } catch (error) {
      clock.stop();
      throw failureOf(error, signal);
    }
  };

  async function follow(first: Outgoing, redirect: RequestRedirect, signal: AbortSignal) {
    let request = first;
    for (let redirects = 0; ; redirects++) {
      const { url, method, headers, body } = request;
      const answer = await fetchWith(url, {
        method,
        headers: [...headers],
        body: body ?? null,
        redirect: "manual",
        signal,
        dispatcher,
      });
      const location = redirecting.has(answer.status) ? answer.headers.get("location") : null;
      if (location === null || redirect === "manual") {
        if (Number(answer.headers.get("content-length") ?? 0) > maxBytes && method !== "HEAD") {
          await answer.body?.cancel();
          throw tooLarge(maxBytes);
        }
        return { answer, url, redirected: redirects > 0 };
      }
      await answer.body?.cancel();
      if (redirect === "error" || redirects >= maxRedirects) {
        throw new AppError("unavailable", "The address leads on to others too often.", {
          reason: "address_unreachable",
        });
      }
      request = nextRequest(request, location, answer.status);
    }
  }
}

async function toOutgoing(input: RequestInfo | URL, init: RequestInit | undefined) {
  const url = toTarget(input instanceof Request ? input.url : String(input));
  const request = new Request(input instanceof Request ? input : url, init);
  // Read whole, since a redirect may ask for it again. What we send to such addresses is small.
  const body = request.body ? new Uint8Array(await request.arrayBuffer()) : undefined;
  const headers = new Headers(request.headers);
  if (!headers.has("user-agent")) headers.set("user-agent", "Silica");
  return {
    request: { url, method: request.method, headers, body },
    redirect: request.redirect,
    signal: request.signal,
  };
}

/** Ends what took too long, and what the caller no longer wants. */
function startClock(timeoutMs: number, caller: AbortSignal) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new DOMException("Too slow.", "TimeoutError")), timeoutMs);
  const forward = () => controller.abort(caller.reason);
  if (caller.aborted) forward();
  else caller.addEventListener("abort", forward, { once: true });
  const stop = () => {
    clearTimeout(timer);
    caller.removeEventListener("abort", forward);
  };
  return { signal: controller.signal, caller, stop };
}

/** As the platform's own class, whatever package made the answer: callers check with `instanceof`. */
function toResponse(
  answer: Answer,
  url: URL,
  redirected: boolean,
  body: ReadableStream<Uint8Array<ArrayBuffer>> | null,
): Response {
  const headers = new Headers([...answer.headers]);
  if (headers.has("content-encoding")) {
    headers.delete("content-encoding");
    headers.delete("content-length");
  }
  const response = new Response(body, { status: answer.status, statusText: answer.statusText, headers });
  return Object.defineProperties(response, { url: { value: url.href }, redirected: { value: redirected } });
}
