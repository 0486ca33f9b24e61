import { z } from "zod";

const Start = z.object({
  image: z.object({
    assetId: z.string(),
    crop: z.object({ left: z.number(), top: z.number(), width: z.number(), height: z.number() }).optional(),
  }),
});

/** The picture that a call was given to begin with, or the part of it, if any: where a video starts, it looks like that. */
export function posterOf(body: unknown) {
  const found = Start.safeParse(body);
  if (!found.success) return undefined;
  const { assetId, crop } = found.data.image;
  return { id: assetId, ...(crop && { part: crop }) };
}
