import { describe, expect, test } from "vitest";
import { imageTokens, measureImage } from "@/lib/simulator/chat/vision";

const image = (width: number, height: number) => ({ format: "PNG", width, height });

describe("tokens of a picture", () => {
  test.each([
    [224, 448, 128],
    [1024, 1024, 1369],
    [3172, 4096, 16_240],
    [800, 600, 638],
    [1920, 1080, 2691],
    [3584, 3584, 16_384],
  ])("%i x %i costs %i of a Qwen model", (width, height, tokens) => {
    expect(imageTokens("Qwen/Qwen2-VL-72B-Instruct", image(width, height), "high", 1)).toBe(tokens);
    expect(imageTokens("Qwen/Qwen2-VL-72B-Instruct", image(width, height), "low", 1)).toBe(256);
  });

  test.each([
    [384, 768, 631],
    [1024, 1024, 2017],
    [2048, 4096, 1835],
    [600, 800, 1429],
    [1080, 1920, 1835],
    [768, 384, 617],
    [4096, 2048, 1807],
  ])("%i x %i costs %i of DeepSeekVL2", (width, height, tokens) => {
    expect(imageTokens("deepseek-ai/deepseek-vl2", image(width, height), "high", 1)).toBe(tokens);
    expect(imageTokens("deepseek-ai/deepseek-vl2", image(width, height), "low", 1)).toBe(421);
    expect(imageTokens("deepseek-ai/deepseek-vl2", image(width, height), "high", 3)).toBe(421);
  });
});

test("what is no picture has no size", () => {
  for (const bytes of [
    Buffer.alloc(0),
    Buffer.from("hello"),
    Buffer.from([0xff, 0xd8, 0xff, 0xc0]),
    Buffer.alloc(100),
  ]) {
    expect(measureImage(bytes)).toBeUndefined();
  }
});
