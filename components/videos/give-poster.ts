import { savePoster } from "./api";
import { firstFrame } from "./first-frame";

/** Clips this page of the browser has tried, and what came of it: each once, one after the other. */
const given = new Map<string, Promise<string | null>>();
let before: Promise<unknown> = Promise.resolve();

/**
 * Gives a clip without a picture one of its own, drawn here, where there is a player: the server has none.
 * @returns its blurred likeness; null where it stays without a picture
 */
export function givePoster(assetId: string): Promise<string | null> {
  const known = given.get(assetId);
  if (known) return known;
  const work = before.then(async () => {
    const frame = await firstFrame(assetId);
    // A clip without a picture is as good a clip, and another device may have been first.
    const saved = frame && (await savePoster(assetId, frame).catch(() => undefined));
    return saved?.blur ?? null;
  });
  given.set(assetId, work);
  before = work;
  return work;
}

export function wasTried(assetId: string): boolean {
  return given.has(assetId);
}
