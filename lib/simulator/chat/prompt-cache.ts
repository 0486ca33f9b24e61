import { hash } from "../random";
import type { CatalogueModel } from "../catalogue";
import type { World } from "../world";
import { messageTokens, type Message } from "./messages";

/** Tokens are cached in blocks of this many. */
const BLOCK = 64;
const ENTRIES = 10_000;

/**
 * How many tokens at the start of a conversation were sent before, and remembers this one. Only models with a price for cached
 * tokens report any.
 */
export function countCached(world: World, model: CatalogueModel, messages: readonly Message[]): number {
  if (model.rates?.[world.settings.currency]?.cached_input_tokens === undefined) return 0;
  let key = hash(model.id);
  let tokens = 0;
  let cached = 0;
  for (const message of messages) {
    key = hash(`${key} ${message.role} ${message.text} ${message.mediaTokens} ${JSON.stringify(message.toolCalls)}`);
    tokens += messageTokens(message);
    if (world.promptCache.has(String(key))) cached = tokens;
  }
  world.promptCache.set(String(key), tokens);
  if (world.promptCache.size > ENTRIES) world.promptCache.delete(world.promptCache.keys().next().value!);
  return Math.floor(cached / BLOCK) * BLOCK;
}
