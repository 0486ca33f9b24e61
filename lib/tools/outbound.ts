import { env } from "@/lib/env";
import { createGuardedFetch } from "@/lib/net";

const maxBytes = 1_048_576;

const shared = globalThis as typeof globalThis & { silicaToolFetches?: Map<string, typeof fetch> };

/**
 * The client for tools that people bring: public addresses and those of TOOL_ORIGINS, never a redirect, since the host
 * is what the tool's owner wrote and its secrets go nowhere else.
 */
export function toolFetch(): typeof fetch {
  return keptFetch(env().TOOL_ORIGINS);
}

/** The client for an address of the operator's own choosing. */
export function operatorFetch(origin: string): typeof fetch {
  return keptFetch([origin]);
}

/** One for each set of origins, since a client keeps its connections. */
function keptFetch(privateOrigins: readonly string[]): typeof fetch {
  const timeoutMs = env().TOOL_TIMEOUT_MS;
  const key = JSON.stringify([timeoutMs, privateOrigins]);
  const kept = (shared.silicaToolFetches ??= new Map());
  let made = kept.get(key);
  if (!made) kept.set(key, (made = createGuardedFetch({ timeoutMs, maxBytes, privateOrigins, maxRedirects: 0 })));
  return made;
}
