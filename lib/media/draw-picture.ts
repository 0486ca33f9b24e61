import { toFileName } from "./file-name";
import type { NewAsset } from "./keep-files";
import type { FileWriter } from "./noted-files";
import { inspectPicture, renderPicture, renderThumbnail } from "./render-picture";
import { plainAsset } from "./rows";
import { createTurns } from "./turns";

/** How many pictures are decoded at once: what they may take of the server. */
export const pictureTurn = createTurns({ atOnce: 2, maxWaiting: 500 });
/** Of large ones, one. It holds one of the turns above while it waits. */
const heavyTurn = createTurns({ atOnce: 1, maxWaiting: 500 });
const HEAVY_PIXELS = 8_000_000;

interface Drawing {
  userId: string;
  name: string;
  /** called when it is this picture's turn */
  bytes: () => Promise<Uint8Array>;
}

/** Renders a picture and writes it with its thumbnail. @throws AppError as `inspectPicture` and `renderPicture` */
export function drawPicture(files: FileWriter, { userId, name, bytes }: Drawing): Promise<NewAsset> {
  return pictureTurn(userId, async () => {
    const given = await bytes();
    const inspected = await inspectPicture(given);
    const heavy = inspected.pixels > HEAVY_PIXELS;
    const render = () => renderPicture(given, inspected);
    const picture = await (heavy ? heavyTurn(userId, render) : render());
    const original = await files.write(picture.bytes);
    const thumbnail = await files.write(await renderThumbnail(picture));
    return {
      ...plainAsset,
      userId,
      kind: "picture",
      name: toFileName(name, "picture"),
      mediaType: picture.mediaType,
      width: picture.width,
      height: picture.height,
      ...original,
      thumbnailKey: thumbnail.key,
    };
  });
}
