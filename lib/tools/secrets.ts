import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { AppError } from "@/lib/core";
import { env } from "@/lib/env";

const version = "1";

/**
 * Headers or keys as they are stored: AES-256-GCM under a key derived from AUTH_SECRET, bound to the row they belong
 * to, so that a copied column opens nothing elsewhere.
 */
export function seal(value: Record<string, string>, rowId: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key(), nonce).setAAD(Buffer.from(rowId));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(value), "utf8"), cipher.final()]);
  return [version, ...[nonce, cipher.getAuthTag(), sealed].map((part) => part.toString("base64url"))].join(".");
}

/** @throws AppError `conflict` with reason `secrets_lost` where AUTH_SECRET is no longer the one they were stored with */
export function unseal(stored: string, rowId: string): Record<string, string> {
  try {
    const [, nonce = "", tag = "", sealed = ""] = stored.split(".");
    const decipher = createDecipheriv("aes-256-gcm", key(), Buffer.from(nonce, "base64url"), { authTagLength: 16 });
    decipher.setAAD(Buffer.from(rowId)).setAuthTag(Buffer.from(tag, "base64url"));
    const opened = Buffer.concat([decipher.update(Buffer.from(sealed, "base64url")), decipher.final()]);
    return JSON.parse(opened.toString("utf8")) as Record<string, string>;
  } catch (error) {
    throw new AppError("conflict", "The stored secrets of this tool can no longer be read. Enter them again.", {
      reason: "secrets_lost",
      cause: error,
    });
  }
}

function key(): Buffer {
  return Buffer.from(hkdfSync("sha256", env().AUTH_SECRET, "silica", "tool secrets", 32));
}
