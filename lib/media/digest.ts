import { AppError } from "@/lib/core";

/**
 * The SHA-256 that a request says its body has, in hexadecimal.
 * @see RFC 9530, Content-Digest: `sha-256=:…base64…:`
 * @throws AppError `invalid_input` where there is one that cannot be read
 */
export function sentDigest(headers: Headers): string | undefined {
  const header = headers.get("content-digest");
  if (header === null) return undefined;
  const encoded = /(?:^|,)\s*sha-256=:([A-Za-z0-9+/]{43}=):/.exec(header)?.[1];
  if (encoded) return Buffer.from(encoded, "base64").toString("hex");
  throw new AppError("invalid_input", "The digest must be sha-256 as RFC 9530 writes it.", { field: "content-digest" });
}

/** @throws AppError `invalid_input`, reason `checksum` */
export function requireDigest(actual: string, expected: string | undefined): void {
  if (expected === undefined || expected === actual) return;
  throw new AppError("invalid_input", "The file was damaged on its way. Send it again.", {
    field: "body",
    reason: "checksum",
  });
}
