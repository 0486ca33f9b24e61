"use client";

/**
 * Hands the page's nonce to libraries that add a style element of their own. Draws nothing.
 * Client modules that check input with zod import `@/components/zod-setup` instead of finding it here, so that pages
 * without forms do not load it.
 */
export function BrowserSetup({ nonce }: { nonce: string }) {
  if (typeof window !== "undefined" && nonce) {
    (globalThis as { __webpack_nonce__?: string }).__webpack_nonce__ ??= nonce;
  }
  return null;
}
