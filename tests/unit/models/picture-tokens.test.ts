import { describe, expect, test } from "vitest";
import { pictureRule, pictureTokens, usefulPixels, type CountedPicture } from "@/lib/models/schema";
import { imageTokens } from "@/lib/simulator/chat/vision";

const qwen = "Qwen/Qwen2-VL-72B-Instruct";
const tiled = "deepseek-ai/deepseek-vl2";
const picture = (width: number, height: number, detail: "high" | "low" = "high"): CountedPicture => ({
  width,
  height,
  detail,
});

describe("a picture for a Qwen model", () => {
  test.each([
    // the guide's own examples
    [224, 448, 128],
    [1024, 1024, 1369],
    // rounded up to 3192 × 4116, then scaled down to 3136 × 4060
    [3172, 4096, 16_240],
    // by the same rule
    [800, 600, 638],
    [1920, 1080, 2691],
    [3584, 3584, 16_384],
    [3585, 3584, 16_256],
    // too small: scaled up to 56 × 56
    [20, 20, 4],
    [1, 1, 4],
  ])("%i × %i costs %i tokens read high", (width, height, tokens) => {
    expect(pictureTokens(qwen, [picture(width, height)])).toEqual([tokens]);
  });

  test("costs 256 read low, which is more than a small one read high", () => {
    for (const size of [224, 1024, 4096]) expect(pictureTokens(qwen, [picture(size, size, "low")])).toEqual([256]);
    expect(pictureTokens(qwen, [picture(224, 448, "high"), picture(224, 448, "low")])).toEqual([128, 256]);
  });

  test("costs the same beside others", () => {
    expect(
      pictureTokens(
        qwen,
        Array.from({ length: 5 }, () => picture(1024, 1024)),
      ),
    ).toEqual(Array(5).fill(1369));
  });
});

describe("a picture for DeepSeekVL2", () => {
  test.each([
    // The guide's examples. It calls 384 × 768 a picture of "1:1"; its figure is right for 1:2.
    [384, 768, 631],
    // The written rule, read literally, gives 1891 here and 2101 below; the guide's figures follow when the picture
    // keeps its proportions.
    [1024, 1024, 2017],
    [2048, 4096, 1835],
    // by the same rule
    [600, 800, 1429],
    [1080, 1920, 1835],
    [768, 384, 617],
    [4096, 2048, 1807],
  ])("%i × %i costs %i tokens read high", (width, height, tokens) => {
    expect(pictureTokens(tiled, [picture(width, height)])).toEqual([tokens]);
  });

  test.each([
    [224, 448],
    [1024, 1024],
    [2048, 4096],
  ])("%i × %i costs 421 read low", (width, height) => {
    expect(pictureTokens(tiled, [picture(width, height, "low")])).toEqual([421]);
  });

  test("costs 421 where more than two are sent, whatever is asked", () => {
    const two = [picture(1024, 1024), picture(384, 768)];
    expect(pictureTokens(tiled, two)).toEqual([2017, 631]);
    expect(pictureTokens(tiled, [...two, picture(2048, 4096, "low")])).toEqual([421, 421, 421]);
  });
});

test("the families are told apart, and what is not known is an estimate by Qwen's rule", () => {
  expect(pictureRule(qwen)).toBe("qwen");
  expect(pictureRule("Pro/deepseek-ai/deepseek-vl2")).toBe("deepseek-vl2");
  expect(pictureRule("Qwen/Qwen3-VL-8B-Instruct")).toBe("estimate");
  expect(pictureRule("zai-org/GLM-4.5V")).toBe("estimate");
  expect(pictureTokens("zai-org/GLM-4.5V", [picture(1024, 1024)])).toEqual([1369]);
  expect(pictureTokens(qwen, [])).toEqual([]);
});

test("the provider's double, written by others from the same formulas, agrees on every size", () => {
  for (let index = 0; index < 3_000; index++) {
    const width = 1 + ((index * 7919) % 4096);
    const height = 1 + ((index * 104_729) % 4096);
    for (const model of [qwen, tiled]) {
      for (const detail of ["high", "low"] as const) {
        const [ours] = pictureTokens(model, [picture(width, height, detail)]);
        expect(ours, `${model} ${width} × ${height}`).toBe(
          imageTokens(model, { format: "PNG", width, height }, detail, 1),
        );
      }
    }
  }
});

test("a picture shrunk to what a model looks at costs what it cost before", () => {
  for (let index = 0; index < 1_000; index++) {
    const width = 400 + ((index * 7919) % 3184);
    const height = 400 + ((index * 104_729) % 3184);
    for (const model of [qwen, tiled]) {
      const factor = Math.min(1, Math.sqrt(usefulPixels(model, "high") / (width * height)));
      const sent = picture(Math.round(width * factor), Math.round(height * factor));
      const [before] = pictureTokens(model, [picture(width, height)]);
      expect(pictureTokens(model, [sent]), `${model} ${width} × ${height}`).toEqual([before]);
    }
  }
});
