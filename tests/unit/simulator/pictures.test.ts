import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { measureImage } from "@/lib/simulator/chat/vision";
import { acTable, codesOf, dcTable } from "@/lib/simulator/media/huffman";
import { encodeJpeg } from "@/lib/simulator/media/jpeg";
import { paint } from "@/lib/simulator/media/picture";
import { encodePng } from "@/lib/simulator/media/png";

const sizes = [
  [64, 64],
  [333, 77],
  [1024, 576],
] as const;

/** The picture as it was painted. */
function pixelsOf(subject: string, width: number, height: number): Uint8Array {
  const painter = paint(subject, width, height);
  const all = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) painter(y, all.subarray(y * width * 3, (y + 1) * width * 3));
  return all;
}

describe.each(sizes)("a picture of %i x %i", (width, height) => {
  test("as PNG is read back exactly", async () => {
    const png = await encodePng(width, height, paint("a lighthouse", width, height));
    const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
    expect(info).toMatchObject({ width, height, channels: 3 });
    expect(Buffer.compare(data, Buffer.from(pixelsOf("a lighthouse", width, height)))).toBe(0);
    expect(measureImage(png)).toEqual({ format: "PNG", width, height });
  });

  test("as JPEG is read back nearly", async () => {
    const jpeg = await encodeJpeg(width, height, paint("a lighthouse", width, height));
    const { data, info } = await sharp(jpeg, { failOn: "warning" }).raw().toBuffer({ resolveWithObject: true });
    expect(info).toMatchObject({ width, height, channels: 3 });
    const painted = pixelsOf("a lighthouse", width, height);
    const error = data.reduce((sum, value, index) => sum + Math.abs(value - painted[index]!), 0) / data.length;
    expect(error).toBeLessThan(3);
    expect(measureImage(jpeg)).toEqual({ format: "JPEG", width, height });
  });
});

test("a subject has a picture of its own", () => {
  expect(pixelsOf("a", 32, 32)).toEqual(pixelsOf("a", 32, 32));
  expect(pixelsOf("a", 32, 32)).not.toEqual(pixelsOf("b", 32, 32));
});

test.each([
  ["averages", dcTable, 12],
  ["coefficients", acTable, 162],
])("the codes of %s are whole, and none begins another", (_, table, size) => {
  const codes = [...codesOf(table).values()].map(({ code, length }) => code.toString(2).padStart(length, "0"));
  expect(new Set(codes).size).toBe(size);
  const sorted = codes.sort();
  for (let index = 1; index < sorted.length; index++) expect(sorted[index]!.startsWith(sorted[index - 1]!)).toBe(false);
  expect(sorted.at(-1)).toContain("0");
});

test.each([
  ["WebP", "webp"],
  ["GIF", "gif"],
  ["JPEG", "jpeg"],
] as const)("the size of a %s is read", async (format, name) => {
  const bytes = await sharp({ create: { width: 70, height: 40, channels: 3, background: "teal" } })
    .toFormat(name)
    .toBuffer();
  expect(measureImage(bytes)).toEqual({ format, width: 70, height: 40 });
});
