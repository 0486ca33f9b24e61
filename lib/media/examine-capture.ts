import { AppError } from "@/lib/core";
import { audioTypeOf } from "./audio-format";
import { readWhole } from "./create-picture";
import { pictureTurn } from "./draw-picture";
import { inspectVideo } from "./inspect-video";
import { renderPreview, type Preview } from "./preview";
import { readBytes } from "./read-bytes";
import { inspectPicture } from "./render-picture";

export interface Examined {
  mediaType: string;
  width: number | null;
  height: number | null;
  durationMs: number | null;
  /** made while it was looked at */
  preview?: Preview;
}

interface Captured {
  key: string;
  sizeBytes: number;
  kind: "picture" | "video" | "audio";
  userId: string;
}

/** What a file in the storage is, by its content alone. Pictures are decoded whole, and get their preview by that. */
export function examine(file: Captured): Promise<Examined> {
  if (file.kind === "picture") return examinePicture(file);
  return file.kind === "video" ? examineVideo(file) : examineAudio(file);
}

function examinePicture({ key, userId }: Captured): Promise<Examined> {
  return pictureTurn(userId, async () => {
    const bytes = await readWhole(key);
    const { format, width, height } = await inspectPicture(bytes);
    const preview = await renderPreview(bytes);
    return { mediaType: `image/${format}`, width, height, durationMs: null, preview };
  });
}

async function examineVideo({ key, sizeBytes }: Captured): Promise<Examined> {
  const video = await inspectVideo((start, length) => readBytes(key, start, length, sizeBytes), sizeBytes);
  return { mediaType: "video/mp4", ...video };
}

async function examineAudio({ key, sizeBytes }: Captured): Promise<Examined> {
  const mediaType = audioTypeOf(await readBytes(key, 0, 512, sizeBytes));
  if (mediaType === undefined) {
    throw new AppError("unsupported", "This file is not a recording.", { reason: "not_decodable" });
  }
  return { mediaType, width: null, height: null, durationMs: null };
}
