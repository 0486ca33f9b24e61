import { expect, test } from "vitest";
import { asWavName, isBare, isDecodedThere } from "@/components/audio/sound-file";
import { recording } from "@/tests/support/audio-files";

test("bare samples are known by their name", () => {
  expect(["take.pcm", "TAKE.PCM", "a.raw", "b.s16le"].every((name) => isBare({ name }))).toBe(true);
  expect(["take.wav", "pcm", "take.pcm.mp3"].some((name) => isBare({ name }))).toBe(false);
});

test.each([
  ["tone.mp3", true],
  ["tone.flac", true],
  ["tone.ogg", true],
  ["tone.opus", true],
  ["tone.webm", true],
  ["adpcm.wav", true],
  ["tone.m4a", false],
  ["tone.aac", false],
  ["clip.mp4", false],
])("the first bytes of %s say whether the server decodes it", (name, expected) => {
  expect(isDecodedThere(recording(name))).toBe(expected);
});

test("nothing and words are decoded nowhere", () => {
  expect(isDecodedThere(new Uint8Array(0))).toBe(false);
  expect(isDecodedThere(Buffer.from("words and no sound"))).toBe(false);
});

test("a decoded recording is called what it is", () => {
  expect(asWavName("Voice memo 3.m4a")).toBe("Voice memo 3.wav");
  expect(asWavName("memo")).toBe("memo.wav");
});
