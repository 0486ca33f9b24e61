export const pictureShapes = ["square", "wide", "tall"] as const;
/** What somebody who knows no sizes asks for. */
export type PictureShape = (typeof pictureShapes)[number];

export const shapeAspects: Readonly<Record<PictureShape, string>> = { square: "1:1", wide: "16:9", tall: "9:16" };
