import { randomBytes } from "node:crypto";

/** The longest beginning that is taken from a name: with the rest it stays within 64 characters. */
const MAX_WORDS = 40;

/**
 * What the provider calls a voice: letters, digits and dashes, from its name as far as that has any, and an end that no
 * other voice has. By it alone a voice is found whose upload was never answered. Pure but for the end.
 */
export function customNameFor(name: string, end = randomBytes(8).toString("hex")): string {
  const words = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, MAX_WORDS)
    .replace(/^-+|-+$/g, "");
  return `${words || "voice"}-${end}`;
}
