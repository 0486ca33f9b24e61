import { describe, expect, it } from "vitest";
import { inspectVideo } from "@/lib/media/inspect-video";
import { clipOf } from "@/lib/simulator/media/clip";

const clip = clipOf("1280x720", 0);

const reader = (bytes: Buffer) => async (start: number, length: number) => bytes.subarray(start, start + length);
const inspect = (bytes: Buffer) => inspectVideo(reader(bytes), bytes.length);
const refused = { code: "unsupported", details: { reason: "not_decodable" } };

/** The clip with some bytes of it put in other words. */
function rewritten(from: string, to: string): Buffer {
  const at = clip.indexOf(from, from === "ftyp" ? 0 : clip.indexOf("moov", 0, "latin1"), "latin1");
  const copy = Buffer.from(clip);
  copy.write(to, at, "latin1");
  return copy;
}

describe("inspectVideo", () => {
  it.each([
    ["1280x720", 1280, 720],
    ["720x1280", 720, 1280],
    ["960x960", 960, 960],
  ] as const)("reads size and duration of %s", async (size, width, height) => {
    expect(await inspect(clipOf(size, 0))).toEqual({ width, height, durationMs: 4000 });
  });

  it("passes over what players pass over, without reading it", async () => {
    const large = clipOf("1280x720", 3_000_000);
    let asked = 0;
    const read = (start: number, length: number) => {
      asked += length;
      return reader(large)(start, length);
    };
    expect(await inspectVideo(read, large.length)).toMatchObject({ width: 1280 });
    expect(asked).toBeLessThan(20_000);
  });

  it.each([
    ["nothing", Buffer.alloc(0)],
    ["a page", Buffer.from("<!doctype html><title>Sign in</title>")],
    ["a picture", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex")],
    ["its half", clip.subarray(0, clip.length >> 1)],
    ["all but its last byte", clip.subarray(0, -1)],
    ["it with a byte more", Buffer.concat([clip, Buffer.of(0)])],
    ["it without an index", rewritten("moov", "free")],
    ["it without content", rewritten("mdat", "free")],
    ["it with sound alone", rewritten("vide", "soun")],
    ["it in a code that nobody plays", rewritten("avc1", "xxxx")],
    ["it under another beginning", rewritten("ftyp", "junk")],
  ])("refuses %s", async (_, bytes) => {
    await expect(inspect(bytes)).rejects.toMatchObject(refused);
  });

  it("refuses pieces that lie outside the content", async () => {
    const copy = Buffer.from(clip);
    const at = copy.indexOf("stco", 0, "latin1");
    copy.writeUInt32BE(0x7fff_ffff, at + 12);
    await expect(inspect(copy)).rejects.toMatchObject(refused);
  });

  it("ends on sizes that make no sense", async () => {
    for (const size of [0, 1, 7, 0xffff_ffff]) {
      const copy = Buffer.from(clip);
      copy.writeUInt32BE(size, copy.indexOf("moov", 0, "latin1") - 4);
      await expect(inspect(copy)).rejects.toMatchObject(refused);
    }
  });

  it("does not fall over noise", async () => {
    let state = 1;
    for (let round = 0; round < 300; round++) {
      const copy = Buffer.from(clip.subarray(0, 2000));
      for (let change = 0; change < 20; change++) {
        state = (state * 48_271) % 2_147_483_647;
        copy[state % copy.length] = state >> 8;
      }
      await inspect(copy).catch((error: unknown) => expect(error).toMatchObject(refused));
    }
  });
});
