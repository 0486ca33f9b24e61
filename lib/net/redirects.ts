import { AppError } from "@/lib/core";

/** One request on its way. */
export interface Outgoing {
  url: URL;
  method: string;
  headers: Headers;
  body: Uint8Array<ArrayBuffer> | undefined;
}

/** What says nothing about who asks; everything else may be a secret and stays with its origin. */
const harmless = new Set(["accept", "accept-language", "content-type", "user-agent"]);

/**
 * An address that may be asked: http or https, without a name and password in it.
 * @throws AppError `invalid_input`, reason `address`
 */
export function toTarget(text: string, base?: URL): URL {
  const url = URL.parse(text, base);
  const refuse = (message: string) => new AppError("invalid_input", message, { field: "url", reason: "address" });
  if (!url) throw refuse("This is not an address.");
  if (url.protocol !== "http:" && url.protocol !== "https:") throw refuse("Only http and https addresses can be used.");
  if (url.username || url.password) throw refuse("The address must not hold a name or password.");
  return url;
}

/**
 * The request that a redirect asks for. What was meant for one origin is not told another.
 * @throws AppError `invalid_input`, reason `address`, also where a body would have to go elsewhere
 * @see Fetch Standard, HTTP-redirect fetch
 */
export function nextRequest(request: Outgoing, location: string, status: number): Outgoing {
  const url = toTarget(location, request.url);
  const foreign = url.origin !== request.url.origin;
  const toGet = (status === 303 && request.method !== "HEAD") || (status < 303 && request.method === "POST");
  const body = toGet ? undefined : request.body;
  if (foreign && body) {
    throw new AppError("invalid_input", "The address wants what is sent to it to go elsewhere.", {
      field: "url",
      reason: "address",
    });
  }
  const kept = [...request.headers].filter(
    ([name]) => (!foreign || harmless.has(name)) && (body || !name.startsWith("content-")),
  );
  return { url, method: toGet ? "GET" : request.method, headers: new Headers(kept), body };
}
