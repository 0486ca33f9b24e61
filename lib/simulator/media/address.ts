import type { World } from "../world";

const extensions: Readonly<Record<string, string>> = { "image/png": "png", "image/jpeg": "jpg", "video/mp4": "mp4" };

/**
 * Keeps something to be fetched for a while.
 * @returns its address, which needs no key
 */
export function publish(
  world: World,
  media: { contentType: string; expiresAt: number; make: () => Promise<Buffer> },
): string {
  const token = world.newToken(20);
  world.media.put(token, media.contentType, media.expiresAt, media.make);
  return addressOf(world, token, media.contentType);
}

export function addressOf(world: World, token: string, contentType: string): string {
  return `${world.origin}/media/${token}/result.${extensions[contentType] ?? "bin"}`;
}
