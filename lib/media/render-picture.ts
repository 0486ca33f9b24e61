import type sharp from "sharp";
import type { Metadata, Sharp } from "sharp";
import { AppError } from "@/lib/core";
import { formatOf, type PictureFormat } from "./picture-format";
import { MAX_PICTURE_SIDE, THUMBNAIL_SIDE } from "./schema";

/** A picture's bytes as they are kept. */
export interface RenderedPicture {
  bytes: Buffer;
  mediaType: "image/jpeg" | "image/png" | "image/webp";
  width: number;
  height: number;
}

/** What a picture says of itself before anything is decoded. */
export interface InspectedPicture {
  format: PictureFormat;
  alpha: boolean;
  /** as they are shown: upright */
  width: number;
  height: number;
  /** has to be in memory as a whole to be decoded, all its pixels at once */
  whole: boolean;
  pixels: number;
}

/** Decoded a few lines at a time; larger ones come from cameras that nobody carries. */
const MAX_PIXELS = 100_000_000;
/** Decoded as a whole: at four bytes for a pixel this is 100 MB. */
const MAX_WHOLE_PIXELS = 25_000_000;
/** What is larger is a photograph, and as PNG many times as large as it need be. */
const MAX_LOSSLESS_BYTES = 6_000_000;
const MAX_SECONDS = 20;
export const THUMBNAIL = { width: THUMBNAIL_SIDE, height: THUMBNAIL_SIDE } as const;
/** With the best tables an encoder would have to hold the whole picture: 70 MB for a twentieth of the size. */
const photograph = { quality: 90, optimiseCoding: false } as const;

let loaded: Promise<typeof sharp> | undefined;

/** Loaded when the first picture comes. Only what reads the five formats may run, and nothing is kept after use. */
function load(): Promise<typeof sharp> {
  return (loaded ??= import("sharp").then(({ default: sharp }) => {
    sharp.block({ operation: ["VipsForeignLoad"] });
    const readers = ["Jpeg", "Png", "Webp", "Nsgif", "Heif"];
    sharp.unblock({ operation: readers.map((reader) => `VipsForeignLoad${reader}Buffer`) });
    sharp.cache(false);
    sharp.concurrency(1);
    return sharp;
  }));
}

/**
 * Judges a picture by its first bytes and its header.
 * @throws AppError `unsupported` (`not_picture`, `picture_format`), `too_large` (`picture_pixels`), `invalid_input`
 *   (`empty_file`, `picture_damaged`)
 */
export async function inspectPicture(bytes: Uint8Array): Promise<InspectedPicture> {
  if (bytes.byteLength === 0) throw new AppError("invalid_input", "This file is empty.", { reason: "empty_file" });
  const format = formatOf(bytes.subarray(0, 512));
  if (format === undefined) throw new AppError("unsupported", "This file is not a picture.", { reason: "not_picture" });
  if (format === "other") {
    throw new AppError("unsupported", "Pictures can be JPEG, PNG, WebP, GIF or AVIF.", { reason: "picture_format" });
  }
  const header = await readPixels(bytes, (picture) => picture.metadata(), false);
  const pixels = header.width * header.height;
  const whole = isWhole(format, header);
  if (pixels > (whole ? MAX_WHOLE_PIXELS : MAX_PIXELS)) {
    throw new AppError("too_large", `This picture has ${Math.round(pixels / 1e6)} million pixels, which is too many.`, {
      reason: "picture_pixels",
    });
  }
  const turned = (header.orientation ?? 1) > 4;
  const [width, height] = turned ? [header.height, header.width] : [header.width, header.height];
  return { format, alpha: header.hasAlpha, width, height, whole, pixels };
}

/** Turning one needs all of it, and so do pictures that arrive in several passes. */
function isWhole(format: PictureFormat, { isProgressive, orientation = 1 }: Metadata): boolean {
  if (format === "jpeg") return isProgressive;
  return format !== "png" || isProgressive || orientation > 1;
}

/**
 * A picture made anew from its pixels, upright, at most 3584 pixels wide and high, in sRGB, without anything else that
 * was in the file: place and time, names, comments, whatever was hidden behind its end. Of animations the first frame.
 * @throws AppError `invalid_input` (`picture_damaged`)
 */
export async function renderPicture(bytes: Uint8Array, { format, alpha }: InspectedPicture): Promise<RenderedPicture> {
  const draw = (encode: (picture: Sharp) => Sharp) =>
    readPixels(bytes, (picture) => encode(upright(picture, MAX_PICTURE_SIDE)).toBuffer({ resolveWithObject: true }));
  const lossless = (format === "png" || format === "gif") && bytes.byteLength <= MAX_LOSSLESS_BYTES;
  if (lossless) return rendered(await draw((picture) => picture.png({ compressionLevel: 6 })), "image/png");
  if (alpha) return rendered(await draw((picture) => picture.webp({ quality: 90, effort: 2 })), "image/webp");
  // What was a JPEG has lost its fine colours already.
  const chromaSubsampling = format === "jpeg" ? "4:2:0" : "4:4:4";
  return rendered(await draw((picture) => picture.jpeg({ ...photograph, chromaSubsampling })), "image/jpeg");
}

/** A small copy of a rendered picture, as WebP. */
export async function renderThumbnail({ bytes }: RenderedPicture): Promise<Buffer> {
  return readPixels(bytes, (picture) => upright(picture, THUMBNAIL_SIDE).webp({ quality: 78, effort: 2 }).toBuffer());
}

/** A rendered picture with at most so many pixels, of the same kind. */
export async function shrinkPicture(picture: RenderedPicture, maxPixels: number): Promise<RenderedPicture> {
  const scale = Math.sqrt(maxPixels / (picture.width * picture.height));
  const width = Math.max(1, Math.floor(picture.width * scale));
  const height = Math.max(1, Math.floor(picture.height * scale));
  const drawn = await readPixels(picture.bytes, (source) => {
    const resized = source.resize({ width, height, fit: "fill" });
    const encoded = {
      "image/jpeg": () => resized.jpeg({ ...photograph, chromaSubsampling: "4:4:4" }),
      "image/png": () => resized.png({ compressionLevel: 6 }),
      "image/webp": () => resized.webp({ quality: 90, effort: 2 }),
    }[picture.mediaType]();
    return encoded.toBuffer({ resolveWithObject: true });
  });
  return rendered(drawn, picture.mediaType);
}

/** A part of a rendered picture, drawn at an exact size as a photograph; what shone through becomes white. */
export async function cropPicture(
  { bytes }: Pick<RenderedPicture, "bytes">,
  part: { left: number; top: number; width: number; height: number },
  { width, height }: { width: number; height: number },
): Promise<RenderedPicture> {
  const drawn = await readPixels(bytes, (picture) =>
    picture
      .extract(part)
      .resize({ width, height, fit: "fill" })
      .flatten({ background: "#ffffff" })
      .jpeg({ ...photograph, chromaSubsampling: "4:4:4" })
      .toBuffer({ resolveWithObject: true }),
  );
  return rendered(drawn, "image/jpeg");
}

function upright(picture: Sharp, side: number): Sharp {
  return picture
    .autoOrient()
    .resize({ width: side, height: side, fit: "inside", withoutEnlargement: true })
    .toColourspace("srgb");
}

function rendered(
  { data, info }: { data: Buffer; info: { width: number; height: number } },
  mediaType: RenderedPicture["mediaType"],
): RenderedPicture {
  return { bytes: data, mediaType, width: info.width, height: info.height };
}

/** What a decoder says of a file is not passed on: it may quote it. */
export async function readPixels<Result>(
  bytes: Uint8Array,
  work: (picture: Sharp) => Promise<Result>,
  limitInputPixels: number | false = MAX_PIXELS,
): Promise<Result> {
  const sharp = await load();
  try {
    return await work(
      sharp(bytes, { failOn: "error", sequentialRead: true, limitInputPixels }).timeout({ seconds: MAX_SECONDS }),
    );
  } catch (error) {
    throw new AppError("invalid_input", "This picture is damaged and cannot be read.", {
      reason: "picture_damaged",
      cause: error,
    });
  }
}
