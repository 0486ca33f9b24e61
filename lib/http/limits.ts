import { AppError, type Actor } from "@/lib/core";
import { env } from "@/lib/env";

/** Named limits of requests per minute and caller, kept by each process. Money and passwords have gates of their own. */
const perMinute = {
  request: () => env().REQUESTS_PER_MINUTE,
  generation: () => Math.ceil(env().REQUESTS_PER_MINUTE / 5),
  account: () => Math.ceil(env().REQUESTS_PER_MINUTE / 10),
} as const;
export type LimitName = keyof typeof perMinute;

const windows = new Map<string, { endsAt: number; count: number }>();

/** @throws AppError `rate_limited` */
export function checkLimit(name: LimitName, request: Request, actor: Actor): void {
  const caller = "userId" in actor ? actor.userId : `anonymous:${clientAddress(request)}`;
  const key = `${name}:${caller}`;
  const present = performance.now();
  let window = windows.get(key);
  if (!window || window.endsAt <= present) {
    if (windows.size > 50_000) for (const [old, { endsAt }] of windows) if (endsAt <= present) windows.delete(old);
    windows.set(key, (window = { endsAt: present + 60_000, count: 0 }));
  }
  if (++window.count > perMinute[name]()) {
    throw new AppError("rate_limited", "Too many requests. Wait a moment and try again.", {
      retryAfterMs: window.endsAt - present,
    });
  }
}

/** The client's address as the outermost trusted proxy saw it, else the socket's, which the server sets on the request. */
export function clientAddress(request: Request): string {
  const proxies = env().TRUSTED_PROXIES;
  const socket = request.headers.get("x-silica-socket-address") ?? "unknown";
  if (!proxies) return socket;
  const hops = (request.headers.get("x-forwarded-for") ?? "")
    .split(",")
    .map((hop) => hop.trim())
    .filter(Boolean);
  return hops.at(-proxies) ?? socket;
}
