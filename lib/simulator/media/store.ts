import { clipOf, type ClipSize } from "./clip";
import { encodeJpeg } from "./jpeg";
import { paint } from "./picture";
import { encodePng } from "./png";

/** Everything by which a picture or clip is made, the same each time. */
export type Recipe =
  | { contentType: "image/png" | "image/jpeg"; subject: string; width: number; height: number }
  | { contentType: "video/mp4"; size: ClipSize; sizeBytes: number };

export interface Media {
  recipe: Recipe;
  /** milliseconds since 1970 */
  expiresAt: number;
}

/** Items that are remembered: the oldest go first, so that a long run does not fill the memory. */
const KEPT = 2000;
/** Only the last ones made keep their bytes. */
const KEPT_BYTES = 50;

/** Generated media behind addresses nobody can guess, made when first asked for. */
export class MediaStore {
  private readonly made = new Map<string, Promise<Buffer>>();

  constructor(
    private readonly entries: Map<string, Media>,
    private readonly clock: () => number,
  ) {}

  /** @param token unguessable, part of the address */
  put(token: string, media: Media): void {
    this.entries.set(token, media);
    if (this.entries.size > KEPT) this.entries.delete(this.entries.keys().next().value!);
  }

  async get(token: string): Promise<{ contentType: string; body: Buffer } | "expired" | "unknown"> {
    const media = this.entries.get(token);
    if (!media) return "unknown";
    if (media.expiresAt <= this.clock()) return "expired";
    const making = this.made.get(token) ?? make(media.recipe);
    this.made.set(token, making);
    if (this.made.size > KEPT_BYTES) this.made.delete(this.made.keys().next().value!);
    return { contentType: media.recipe.contentType, body: await making };
  }
}

async function make(recipe: Recipe): Promise<Buffer> {
  if (recipe.contentType === "video/mp4") return clipOf(recipe.size, recipe.sizeBytes);
  const { contentType, subject, width, height } = recipe;
  return (contentType === "image/jpeg" ? encodeJpeg : encodePng)(width, height, paint(subject, width, height));
}
