import type { ImageRequest } from "@/lib/siliconflow";

export const pictureShapes = ["square", "wide", "tall"] as const;
export type PictureShape = (typeof pictureShapes)[number];

type Body = Omit<ImageRequest, "model" | "prompt">;

const sized = (square: string, wide: string, tall: string, more: Body = {}) => {
  const sizes: Record<PictureShape, string> = { square, wide, tall };
  return (shape: PictureShape): Body => ({ ...more, image_size: sizes[shape] });
};
const unsized = () => ({});

/**
 * Models that make a picture from words alone, with what each must be sent for a shape.
 * @see SiliconFlow API reference, 8.2 (2026-11)
 */
export const pictureModels: Readonly<Record<string, (shape: PictureShape) => Body>> = {
  "Qwen/Qwen-Image": sized("1328x1328", "1664x928", "928x1664"),
  "Kwai-Kolors/Kolors": sized("1024x1024", "1024x1024", "720x1280"),
  "Tongyi-MAI/Z-Image-Turbo": sized("512x512", "1024x576", "576x1024"),
  "Tongyi-MAI/Z-Image": unsized,
  "baidu/ERNIE-Image-Turbo": unsized,
  "black-forest-labs/FLUX.1-schnell": sized("1024x1024", "1024x576", "576x1024"),
  "black-forest-labs/FLUX.1-dev": sized("1024x1024", "1024x1024", "720x1280", { num_inference_steps: 20 }),
  "black-forest-labs/FLUX.2-pro": sized("512x512", "1024x576", "576x1024"),
  "black-forest-labs/FLUX.2-flex": sized("512x512", "1024x576", "576x1024"),
};
