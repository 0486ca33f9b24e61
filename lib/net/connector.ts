import { lookup as resolve } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import { buildConnector } from "undici";
import { AppError } from "@/lib/core";
import { isPublicAddress } from "./addresses";

/** Every address of a name, as the system's resolver would give it. */
export type Lookup = (hostname: string) => Promise<{ address: string; family: number }[]>;

interface ConnectorOptions {
  /** origins that may have any address, spelt as `URL.origin` spells them */
  privateOrigins: ReadonlySet<string>;
  timeoutMs: number;
  lookup?: Lookup;
}

/**
 * Opens connections to public addresses only. A name is resolved once and the socket gets the addresses that were
 * looked at, since a name may mean something else a moment later; the address it ended up at is looked at again.
 */
export function createConnector({ privateOrigins, timeoutMs, lookup }: ConnectorOptions): buildConnector.connector {
  const find = lookup ?? ((hostname: string) => resolve(hostname, { all: true, verbatim: true }));
  const options = { timeout: timeoutMs, allowH2: false };
  const guarded = buildConnector({ ...options, lookup: lookupWith(find, requirePublic) });
  const free = buildConnector({ ...options, lookup: lookupWith(find, () => {}) });

  return (target, callback) => {
    if (privateOrigins.has(originOf(target))) return free(target, callback);
    const hostname = bare(target.hostname);
    if (isIP(hostname) && !isPublicAddress(hostname)) return callback(privateAddress(), null);
    guarded(target, (...[error, socket]: Parameters<typeof callback>) => {
      if (!socket) return callback(error, null);
      if (isPublicAddress(socket.remoteAddress ?? "")) return callback(null, socket);
      socket.destroy();
      callback(privateAddress(), null);
    });
  };
}

function lookupWith(find: Lookup, check: (addresses: { address: string }[]) => void): LookupFunction {
  return (hostname, options, callback) => {
    find(hostname)
      .then((found) => {
        check(found);
        return found.filter(({ family }) => !options.family || family === options.family);
      })
      .then(
        (found) => {
          const first = found[0];
          if (!first) callback(new Error("The name has no address."), "", 0);
          else if (options.all) callback(null, found);
          else callback(null, first.address, first.family);
        },
        (error: Error) => callback(error, "", 0),
      );
  };
}

/** One private address among public ones refuses them all: which of them is used would be the other side's choice. */
function requirePublic(addresses: { address: string }[]): void {
  if (!addresses.every(({ address }) => isPublicAddress(address))) throw privateAddress();
}

const bare = (hostname: string) => hostname.replace(/^\[|\]$/g, "");

function originOf({ protocol, hostname, port }: buildConnector.Options): string {
  const host = isIP(bare(hostname)) === 6 ? `[${bare(hostname)}]` : hostname;
  return new URL(`${protocol}//${host}${port ? `:${port}` : ""}`).origin;
}

export function privateAddress(): AppError {
  return new AppError("invalid_input", "This address leads into a private network. Use a public one.", {
    field: "url",
    reason: "private_address",
  });
}
