/** A picture as far as it costs tokens. */
export interface CountedPicture {
  width: number;
  height: number;
  detail: "high" | "low";
}

/** Above this many pictures in one prompt, DeepSeekVL2 reads each of them at its lowest size. */
export const tiledPictures = 2;

/** How a family of models reads pictures; `estimate`: nobody has published it, Qwen's rule is the best guess. */
export type PictureRule = "qwen" | "deepseek-vl2" | "estimate";

export function pictureRule(modelId: string): PictureRule {
  if (/deepseek-vl2/i.test(modelId)) return "deepseek-vl2";
  // Qwen3-VL has cells of another size; the guide's figures are of Qwen2-VL.
  return /qwen2(\.5)?-vl|qvq/i.test(modelId) ? "qwen" : "estimate";
}

/**
 * The prompt tokens of each picture of a prompt, in the given order. All pictures of the prompt count, not only the
 * newest: DeepSeekVL2 shrinks every one when there are more than two.
 * @see SiliconFlow's guide on vision models (as of 2024-12)
 */
export function pictureTokens(modelId: string, pictures: readonly CountedPicture[]): number[] {
  if (pictureRule(modelId) !== "deepseek-vl2") return pictures.map(cellTokens);
  return pictures.map((picture) => (pictures.length > tiledPictures ? tokensOfTiles(1, 1) : tileTokens(picture)));
}

/**
 * The most pixels of a picture that a model looks at; more need not be sent. A margin of two keeps the provider's own
 * fitting from choosing another size because of our rounding, and four the shorter side of a wide picture read low.
 */
export function usefulPixels(modelId: string, detail: "high" | "low"): number {
  const isTiled = pictureRule(modelId) === "deepseek-vl2";
  if (detail === "low") return 4 * (isTiled ? tile * tile : lowSide * lowSide);
  return isTiled ? 2 * mostTiles * tile * tile : mostPixels;
}

const cell = 28;
const lowSide = 448;
const leastPixels = 56 * 56;
const mostPixels = 3584 * 3584;

/** One token for each cell of 28 by 28 pixels, once the sides are multiples of it and the area is within the limits. */
function cellTokens({ width, height, detail }: CountedPicture): number {
  if (detail === "low") return (lowSide / cell) ** 2;
  let columns = Math.ceil(width / cell);
  let rows = Math.ceil(height / cell);
  const area = columns * rows * cell * cell;
  if (area > mostPixels) {
    const factor = Math.sqrt(mostPixels / area);
    columns = Math.max(1, Math.floor(columns * factor));
    rows = Math.max(1, Math.floor(rows * factor));
  } else if (area < leastPixels) {
    const factor = Math.sqrt(leastPixels / area);
    columns = Math.ceil(columns * factor);
    rows = Math.ceil(rows * factor);
  }
  return columns * rows;
}

const tile = 384;
const mostTiles = 9;

/**
 * A view of the whole and up to nine tiles of 384 by 384. The arrangement that keeps most of the picture's pixels is
 * used, among equals the one that wastes least. The guide's written rule leaves out that the picture keeps its
 * proportions, and without that it contradicts the guide's own examples: read literally, 1024 × 1024 would be cut 1 × 8.
 * `first` counts the tiles along the side the guide names first; whether that is the width is not certain, and decides
 * at most 14 tokens a tile.
 */
function tileTokens({ width, height, detail }: CountedPicture): number {
  let best = { first: 1, second: 1, kept: -1, wasted: Infinity };
  if (detail === "low") return tokensOfTiles(best.first, best.second);
  for (let first = 1; first <= mostTiles; first++) {
    for (let second = 1; first * second <= mostTiles; second++) {
      const kept = Math.min(fittedPixels(width, height, first * tile, second * tile), width * height);
      const wasted = first * second * tile * tile - kept;
      if (kept > best.kept || (kept === best.kept && wasted < best.wasted)) best = { first, second, kept, wasted };
    }
  }
  return tokensOfTiles(best.first, best.second);
}

/** Pixels of a picture that fills a frame as far as its proportions allow; whole numbers, so that ties are ties. */
function fittedPixels(width: number, height: number, frameWidth: number, frameHeight: number): number {
  return frameWidth * height <= frameHeight * width
    ? frameWidth * Math.floor((height * frameWidth) / width)
    : Math.floor((width * frameHeight) / height) * frameHeight;
}

function tokensOfTiles(first: number, second: number): number {
  return (first * second + 1) * 196 + (second + 1) * 14 + 1;
}
