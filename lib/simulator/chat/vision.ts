import { badParameter } from "../refusal";

export interface ImageFacts {
  format: string;
  width: number;
  height: number;
}

/** What a picture behind an address is taken for: the double fetches nothing. */
const UNSEEN: ImageFacts = { format: "remote", width: 1024, height: 1024 };

/** @throws Refusal 400 (20015) for a data URI that holds no picture */
export function describeImage(url: string, at: string): ImageFacts {
  if (!url.startsWith("data:")) return UNSEEN;
  const match = /^data:image\/[\w.+-]+;base64,([A-Za-z0-9+/=\s]*)$/.exec(url);
  const facts = match ? measureImage(Buffer.from(match[1]!, "base64")) : undefined;
  if (!facts) throw badParameter(`${at}.url does not hold a readable image.`);
  return facts;
}

/** Format and size of a PNG, JPEG, GIF or WebP by its header. */
export function measureImage(bytes: Buffer): ImageFacts | undefined {
  if (bytes.length >= 24 && bytes.readUInt32BE(0) === 0x89504e47) {
    return { format: "PNG", width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  }
  if (bytes.length >= 10 && bytes.toString("latin1", 0, 3) === "GIF") {
    return { format: "GIF", width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
  }
  if (bytes.length >= 30 && bytes.toString("latin1", 0, 4) === "RIFF" && bytes.toString("latin1", 8, 12) === "WEBP") {
    return measureWebp(bytes);
  }
  if (bytes.length >= 4 && bytes.readUInt16BE(0) === 0xffd8) return measureJpeg(bytes);
  return undefined;
}

function measureWebp(bytes: Buffer): ImageFacts | undefined {
  const format = "WebP";
  switch (bytes.toString("latin1", 12, 16)) {
    case "VP8X":
      return { format, width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
    case "VP8L": {
      const bits = bytes.readUInt32LE(21);
      return { format, width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case "VP8 ":
      return { format, width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    default:
      return undefined;
  }
}

/** Walks the segments to the frame header, which is one of C0 to CF but for the three that mean something else. */
function measureJpeg(bytes: Buffer): ImageFacts | undefined {
  let at = 2;
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1]!;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { format: "JPEG", width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}

/** @param pictures in the whole request: DeepSeekVL2 shrinks them all when there are more than two */
export function imageTokens(modelId: string, image: ImageFacts, detail: string, pictures: number): number {
  const isHigh = detail === "high";
  if (/deepseek-vl2/i.test(modelId)) return isHigh && pictures <= 2 ? tileTokens(image) : 421;
  return isHigh ? cellTokens(image) : 256;
}

const CELL = 28;
const MAX_PIXELS = 3584 * 3584;
const MIN_PIXELS = 56 * 56;

/** One token for each cell of 28 by 28, after fitting the area. */
function cellTokens({ width, height }: ImageFacts): number {
  let w = Math.ceil(width / CELL) * CELL;
  let h = Math.ceil(height / CELL) * CELL;
  if (w * h > MAX_PIXELS) {
    const scale = Math.sqrt((w * h) / MAX_PIXELS);
    w = Math.max(CELL, Math.floor(w / scale / CELL) * CELL);
    h = Math.max(CELL, Math.floor(h / scale / CELL) * CELL);
  } else if (w * h < MIN_PIXELS) {
    const scale = Math.sqrt(MIN_PIXELS / (w * h));
    w = Math.ceil((w * scale) / CELL) * CELL;
    h = Math.ceil((h * scale) / CELL) * CELL;
  }
  return (w / CELL) * (h / CELL);
}

const TILE = 384;

/** A global view and up to nine tiles, arranged so that most pixels survive and, among equals, least is wasted. */
function tileTokens({ width, height }: ImageFacts): number {
  let best = { h: 1, w: 1, effective: -1, wasted: Infinity };
  for (let h = 1; h <= 9; h++) {
    for (let w = 1; h * w <= 9; w++) {
      const scale = Math.min((h * TILE) / width, (w * TILE) / height);
      const effective = Math.min(Math.floor(width * scale) * Math.floor(height * scale), width * height);
      const wasted = h * TILE * w * TILE - effective;
      if (effective > best.effective || (effective === best.effective && wasted < best.wasted)) {
        best = { h, w, effective, wasted };
      }
    }
  }
  return (best.h * best.w + 1) * 196 + (best.w + 1) * 14 + 1;
}
