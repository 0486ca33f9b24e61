import { isIPv6 } from "node:net";
import { AppError, type Actor } from "@/lib/core";
import { env } from "@/lib/env";

/** Named limits of requests per minute and caller, kept by each process. Money and passwords have gates of their own. */
const perMinute = {
  request: () => env().REQUESTS_PER_MINUTE,
  generation: () => Math.ceil(env().REQUESTS_PER_MINUTE / 5),
  upload: () => Math.ceil(env().REQUESTS_PER_MINUTE / 5),
  /** requests to addresses that somebody else chose */
  outbound: () => Math.ceil(env().REQUESTS_PER_MINUTE / 10),
  account: () => Math.ceil(env().REQUESTS_PER_MINUTE / 10),
} as const;
export type LimitName = keyof typeof perMinute;

/** In the order in which they end, since all are equally long: those that are over are found at the front. */
const windows = new Map<string, { endsAt: number; count: number }>();

/** @throws AppError `rate_limited` */
export function checkLimit(name: LimitName, request: Request, actor: Actor): void {
  const caller = "userId" in actor ? actor.userId : `anonymous:${clientAddress(request)}`;
  const key = `${name}:${caller}`;
  const present = performance.now();
  let window = windows.get(key);
  if (!window || window.endsAt <= present) {
    for (const [old, { endsAt }] of windows) {
      if (endsAt > present) break;
      windows.delete(old);
    }
    windows.set(key, (window = { endsAt: present + 60_000, count: 0 }));
  }
  if (++window.count > perMinute[name]()) {
    throw new AppError("rate_limited", "Too many requests. Wait a moment and try again.", {
      retryAfterMs: window.endsAt - present,
    });
  }
}

/**
 * Whom a request comes from, as far as limits are concerned: the address that the outermost trusted proxy saw, else the
 * socket's, which the server sets on the request; of IPv6 the network, since one customer has all addresses of it.
 */
export function clientAddress(request: Request): string {
  return networkOf(addressOf(request));
}

function networkOf(address: string): string {
  const [, bracketed, plain] = /^(?:\[(.+)\](?::\d+)?|([\d.]+):\d+)$/.exec(address) ?? [];
  const bare = bracketed ?? plain ?? address;
  const mapped = /^::ffff:([\d.]+)$/i.exec(bare);
  if (mapped) return mapped[1]!;
  if (!isIPv6(bare)) return bare;
  const [head = "", tail] = bare.split("%")[0]!.split("::");
  const first = head === "" ? [] : head.split(":");
  const last = tail === undefined || tail === "" ? [] : tail.split(":");
  const missing = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length);
  const groups = [...first, ...Array<string>(missing).fill("0"), ...last];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}

function addressOf(request: Request): string {
  const proxies = env().TRUSTED_PROXIES;
  const socket = request.headers.get("x-silica-socket-address") ?? "unknown";
  if (!proxies) return socket;
  const hops = (request.headers.get("x-forwarded-for") ?? "")
    .split(",")
    .map((hop) => hop.trim())
    .filter(Boolean);
  return hops.at(-proxies) ?? socket;
}
