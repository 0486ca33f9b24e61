import type { PromptPicture } from "./prompt";

/** A picture as the provider gets it. */
export interface PicturePiece {
  type: "file";
  mediaType: string;
  /** a data URI as a whole, which lib/siliconflow passes on */
  data: { type: "data"; data: string };
  providerOptions: { siliconflow: { detail: "high" | "low" } };
}

/** The bytes of a prompt's pictures, for the time they are sent. Two parts of one picture share them. */
export class SentPictures {
  readonly #pieces = new Map<string, PicturePiece>();

  add(picture: PromptPicture, dataUri: string): void {
    const mediaType = /^data:([\w/.+-]+)/.exec(dataUri)?.[1] ?? "image/*";
    this.#pieces.set(keyOf(picture), {
      type: "file",
      mediaType,
      data: { type: "data", data: dataUri },
      // Never left out: what the provider takes a missing one for differs between its documents.
      providerOptions: { siliconflow: { detail: picture.detail } },
    });
  }

  has(picture: PromptPicture): boolean {
    return this.#pieces.has(keyOf(picture));
  }

  /** Undefined where the picture was deleted while its question was on the way. */
  pieceOf(picture: PromptPicture): PicturePiece | undefined {
    return this.#pieces.get(keyOf(picture));
  }
}

function keyOf({ assetId, detail }: PromptPicture): string {
  return `${assetId} ${detail}`;
}
