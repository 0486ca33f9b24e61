/**
 * What a recording is by its first bytes.
 * @param head the first 512 bytes, or all there are
 */
export function audioTypeOf(head: Buffer): string | undefined {
  const at = (offset: number, text: string) => head.toString("latin1", offset, offset + text.length) === text;
  if (at(0, "RIFF") && at(8, "WAVE")) return "audio/wav";
  if (at(0, "OggS")) return "audio/ogg";
  if (at(0, "fLaC")) return "audio/flac";
  if (at(0, "ID3")) return "audio/mpeg";
  // Eleven bits of a frame's beginning, and a layer that is not the reserved one.
  const [first = 0, second = 0] = head;
  return first === 0xff && (second & 0xe0) === 0xe0 && (second & 0x06) !== 0 ? "audio/mpeg" : undefined;
}
