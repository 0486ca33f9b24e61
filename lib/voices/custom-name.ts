import { randomBytes } from "node:crypto";

/**
 * What the provider calls a voice: a name that no other voice has and that says nothing of anybody. By it alone a voice
 * is found whose upload was never answered.
 */
export function newCustomName(): string {
  return `voice-${randomBytes(8).toString("hex")}`;
}
