import type { Context } from "@/lib/db";
import { readWhole } from "./create-picture";
import { pictureTurn } from "./draw-picture";
import { renderPreview, type Part, type Preview } from "./preview";

export interface Poster {
  /** of the picture */
  id: string;
  /** what of it, in its pixels; all of it where absent */
  part?: Part;
}

interface Shown {
  /** whose picture it has to be */
  userId: string;
  width: number | null;
  height: number | null;
}

/**
 * What a clip looks like that begins with a picture of its person: cut to the clip's shape. A video is worth having
 * without one, so where the picture is gone or cannot be read there is none.
 */
export async function posterFrom(
  ctx: Context,
  { id, part }: Poster,
  { userId, width, height }: Shown,
): Promise<Preview | undefined> {
  const picture = await ctx.db.asset.findFirst({ where: { id, userId, kind: "picture" }, select: { key: true } });
  if (!picture) return undefined;
  const shape = width !== null && height !== null ? { width, height } : undefined;
  return pictureTurn(userId, async () => renderPreview(await readWhole(picture.key), { shape, part })).catch(
    () => undefined,
  );
}
