import { readPixels, THUMBNAIL } from "./render-picture";

/** What stands for a picture or a clip until it is there. */
export interface Preview {
  /** WebP */
  thumbnail: Buffer;
  /** a data URI of a few hundred bytes */
  blur: string;
}

/** Of a picture, in its pixels. */
export interface Part {
  left: number;
  top: number;
  width: number;
  height: number;
}

interface Frame {
  /** what it is to fill, cut to it; its own where absent */
  shape?: Size | undefined;
  /** what of the picture is taken; all of it where absent */
  part?: Part | undefined;
}

interface Size {
  width: number;
  height: number;
}

/** Wide or high enough to guess at, and no more. */
const BLUR_SIDE = 16;

/**
 * A small copy and a hint of a picture. All of it is decoded for that, so a damaged one is found.
 * @throws AppError `invalid_input` (`picture_damaged`)
 */
export async function renderPreview(bytes: Uint8Array, { shape, part }: Frame = {}): Promise<Preview> {
  const thumbnail = await readPixels(bytes, (picture) => {
    const whole = picture.autoOrient();
    const upright = part ? whole.extract(part) : whole;
    const small = shape
      ? upright.resize({ ...within(shape), fit: "cover" })
      : upright.resize({ ...THUMBNAIL, fit: "inside", withoutEnlargement: true });
    return small.toColourspace("srgb").webp({ quality: 78, effort: 2 }).toBuffer();
  });
  const hint = await readPixels(thumbnail, (picture) =>
    picture
      .resize({ width: BLUR_SIDE, height: BLUR_SIDE, fit: "inside" })
      .webp({ quality: 30, alphaQuality: 30, effort: 4 })
      .toBuffer(),
  );
  return { thumbnail, blur: `data:image/webp;base64,${hint.toString("base64")}` };
}

function within({ width, height }: Size): Size {
  const scale = Math.min(1, THUMBNAIL.width / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
