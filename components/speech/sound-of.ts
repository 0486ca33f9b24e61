import type { AudioPlayerProps } from "@/components/audio/player";
import type { Asset } from "@/lib/media/schema";

/** Samples without a header: the server wraps them for those who listen. */
export const bareSamples = "audio/pcm";

/** What is being made or was, from its beginning. */
export function streamAddress(id: string): string {
  return `/api/speech/${id}/stream`;
}

/** What a player plays of a speech: the stream while it is made, the file once it is there. */
export function soundOf(
  id: string,
  live: boolean,
  asset: Pick<Asset, "id" | "mediaType" | "durationMs"> | undefined,
): Pick<AudioPlayerProps, "live" | "src" | "assetId" | "durationMs" | "download" | "finished"> {
  if (!asset) return live ? { live: streamAddress(id) } : {};
  const file = `/api/assets/${asset.id}`;
  const known = { assetId: asset.id, durationMs: asset.durationMs, download: `${file}?download=1` };
  if (asset.mediaType === bareSamples) return { ...known, live: streamAddress(id), finished: true };
  return { ...known, src: file, ...(live && { live: streamAddress(id) }) };
}
