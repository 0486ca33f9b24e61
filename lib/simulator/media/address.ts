import type { World } from "../world";
import type { Media, Recipe } from "./store";

const extensions = { "image/png": "png", "image/jpeg": "jpg", "video/mp4": "mp4" } as const;

/**
 * Keeps something to be fetched for a while.
 * @returns its address, which needs no key
 */
export function publish(world: World, media: Media): string {
  const token = world.newToken(20);
  world.media.put(token, media);
  return addressOf(world, token, media.recipe.contentType);
}

export function addressOf(world: World, token: string, contentType: Recipe["contentType"]): string {
  return `${world.origin}/media/${token}/result.${extensions[contentType]}`;
}
