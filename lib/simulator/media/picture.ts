import { hash, pick, randomFrom } from "../random";

/** Rows of a picture, three bytes a pixel. */
export type Painter = (y: number, row: Uint8Array) => void;

interface Shape {
  x: number;
  y: number;
  radius: number;
  color: readonly [number, number, number];
  isSquare: boolean;
}

/** A picture that depends on its subject alone: a slanted gradient with a few soft shapes. Any size, row by row. */
export function paint(subject: string, width: number, height: number): Painter {
  const random = randomFrom(hash(subject));
  const hue = random() * 360;
  const from = rgbOf(hue, 0.55, 0.35);
  const to = rgbOf(hue + 60 + random() * 120, 0.6, 0.75);
  const short = Math.min(width, height);
  const shapes: Shape[] = Array.from({ length: 3 + Math.floor(random() * 4) }, () => ({
    x: random() * width,
    y: random() * height,
    radius: (0.08 + random() * 0.22) * short,
    color: rgbOf(hue + pick(random, [150, 180, 210, 330]), 0.7, 0.4 + random() * 0.3),
    isSquare: random() < 0.3,
  }));
  const slant = random() * 0.8;

  return (y, row) => {
    const crossing = shapes.filter((shape) => Math.abs(y - shape.y) < shape.radius);
    for (let x = 0, at = 0; x < width; x++, at += 3) {
      const share = ((x / width) * slant + y / height) / (1 + slant);
      let red = from[0] + (to[0] - from[0]) * share;
      let green = from[1] + (to[1] - from[1]) * share;
      let blue = from[2] + (to[2] - from[2]) * share;
      for (const shape of crossing) {
        const dx = x - shape.x;
        const dy = y - shape.y;
        const isInside = shape.isSquare ? Math.abs(dx) < shape.radius : dx * dx + dy * dy < shape.radius * shape.radius;
        if (!isInside) continue;
        red += (shape.color[0] - red) * 0.7;
        green += (shape.color[1] - green) * 0.7;
        blue += (shape.color[2] - blue) * 0.7;
      }
      row[at] = red;
      row[at + 1] = green;
      row[at + 2] = blue;
    }
  };
}

function rgbOf(hue: number, saturation: number, lightness: number): readonly [number, number, number] {
  const amplitude = saturation * Math.min(lightness, 1 - lightness);
  const channel = (offset: number) => {
    const step = (offset + hue / 30) % 12;
    return Math.round(255 * (lightness - amplitude * Math.max(-1, Math.min(step - 3, 9 - step, 1))));
  };
  return [channel(0), channel(8), channel(4)];
}
