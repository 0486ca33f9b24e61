import { AppError } from "@/lib/core";
import { boxesIn, readBox, type Box } from "./boxes";

/** What a clip says of itself. */
export interface InspectedVideo {
  width: number;
  height: number;
  /** null where only playing it would tell */
  durationMs: number | null;
}

/** Reads bytes of the file, fewer at its end. */
export type ReadBytes = (start: number, length: number) => Promise<Buffer>;

/** More boxes side by side than any encoder writes, fragments included. */
const MAX_BOXES = 10_000;
/** The tables of a clip of hours. */
const MAX_INDEX_BYTES = 16_000_000;
const MAX_SIDE = 16_384;

/** Ways of coding moving pictures that browsers play. */
const codecs = new Set(["avc1", "avc3", "hev1", "hvc1", "av01", "vp08", "vp09", "mp4v", "encv"]);

/**
 * Judges an MP4 file by its structure, without decoding it: that it is one, whole to its last byte, and has moving
 * pictures to show, all of which lie within it. Reads the headers of its boxes and its index, never its content.
 * @throws AppError `unsupported` (`not_decodable`)
 * @see ISO/IEC 14496-12
 */
export async function inspectVideo(read: ReadBytes, sizeBytes: number): Promise<InspectedVideo> {
  const boxes = await boxesOf(read, sizeBytes);
  if (boxes[0]?.type !== "ftyp") throw notPlayable();
  const index = boxes.find(({ type }) => type === "moov");
  const contents = boxes.filter(({ type, start, end }) => type === "mdat" && end > start);
  if (!index || contents.length === 0 || index.end - index.start > MAX_INDEX_BYTES) throw notPlayable();
  const isFragmented = boxes.some(({ type }) => type === "moof");
  const movie = boxesIn(await read(index.start, index.end - index.start));
  const header = movie?.find(({ type }) => type === "mvhd");
  const track = movie?.filter(({ type }) => type === "trak").flatMap(({ bytes }) => readTrack(bytes) ?? [])[0];
  if (!header || !track) throw notPlayable();
  if (!isFragmented && (track.samples === 0 || !liesWithin(track.chunks, contents))) throw notPlayable();
  return { width: track.width, height: track.height, durationMs: durationOf(header.bytes) };
}

async function boxesOf(read: ReadBytes, sizeBytes: number): Promise<Box[]> {
  const boxes: Box[] = [];
  for (let at = 0; at < sizeBytes;) {
    const box = readBox(await read(at, 16), at, sizeBytes);
    if (!box || boxes.length === MAX_BOXES) throw notPlayable();
    boxes.push(box);
    at = box.end;
  }
  return boxes;
}

interface VideoTrack {
  width: number;
  height: number;
  samples: number;
  /** where its pieces begin */
  chunks: number[];
}

/** A track's size and tables, if it is one of moving pictures that can be shown. */
function readTrack(bytes: Buffer): VideoTrack | undefined {
  const header = inside(bytes, "tkhd");
  const media = inside(bytes, "mdia");
  const handler = media && inside(media, "hdlr");
  if (!header || !media || !handler || handler.toString("latin1", 8, 12) !== "vide") return undefined;
  const table = inside(media, "minf", "stbl");
  const description = table && inside(table, "stsd");
  if (!table || !description || !codecs.has(description.toString("latin1", 12, 16))) return undefined;
  // The sizes are the last eight bytes, as numbers with 16 places behind the point.
  const at = header.byteLength - 8;
  if (at < 0) return undefined;
  const width = Math.round(header.readUInt32BE(at) / 65_536);
  const height = Math.round(header.readUInt32BE(at + 4) / 65_536);
  if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE) return undefined;
  return {
    width,
    height,
    samples: numberAt(inside(table, "stsz") ?? inside(table, "stz2"), 8),
    chunks: chunksOf(table),
  };
}

function chunksOf(table: Buffer): number[] {
  const short = inside(table, "stco");
  const offsets = short ?? inside(table, "co64");
  if (!offsets) return [];
  const width = short ? 4 : 8;
  const count = Math.min(numberAt(offsets, 4), Math.floor((offsets.byteLength - 8) / width));
  return Array.from({ length: Math.max(0, count) }, (_, index) =>
    short ? short.readUInt32BE(8 + index * 4) : Number(offsets.readBigUInt64BE(8 + index * 8)),
  );
}

function liesWithin(chunks: readonly number[], contents: readonly Box[]): boolean {
  return chunks.length > 0 && chunks.every((at) => contents.some(({ start, end }) => at >= start && at < end));
}

/** The first box at the end of a path of types. */
function inside(bytes: Buffer, ...path: string[]): Buffer | undefined {
  return path.reduce<Buffer | undefined>(
    (outer, wanted) => outer && boxesIn(outer)?.find(({ type }) => type === wanted)?.bytes,
    bytes,
  );
}

function numberAt(bytes: Buffer | undefined, at: number): number {
  return bytes && bytes.byteLength >= at + 4 ? bytes.readUInt32BE(at) : 0;
}

/** Version 1 has times of 64 bits. */
function durationOf(header: Buffer): number | null {
  const long = header[0] === 1;
  if (header.byteLength < (long ? 32 : 20)) return null;
  const scale = header.readUInt32BE(long ? 20 : 12);
  const duration = long ? Number(header.readBigUInt64BE(24)) : header.readUInt32BE(16);
  const ms = Math.round((duration / scale) * 1000);
  return Number.isFinite(ms) && ms > 0 && ms < 2 ** 31 ? ms : null;
}

function notPlayable(): AppError {
  return new AppError("unsupported", "This file is not a video that can be played.", { reason: "not_decodable" });
}
