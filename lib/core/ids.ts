/**
 * A new identifier: UUID version 7, so that rows made later sort later and indexes grow at one end.
 * @param timeMs milliseconds since 1970, the present unless a test says otherwise
 * @see RFC 9562, section 5.7
 */
export function newId(timeMs = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let rest = timeMs;
  for (let index = 5; index >= 0; index--) {
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
