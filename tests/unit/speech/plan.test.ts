import { describe, expect, test } from "vitest";
import {
  planSpeech,
  priceOfSpeech,
  speechProblems,
  StartSpeechInput,
  utf8Bytes,
  type SpeechModel,
} from "@/lib/speech/schema";
import { spokenInput } from "@/lib/speech/plan";

const model: SpeechModel = {
  ...{ id: "FunAudioLLM/CosyVoice2-0.5B", name: "CosyVoice2", isNew: false, systemVoices: ["alex", "anna"] },
  ...{
    ownVoices: true,
    clips: true,
    instructions: true,
    dialogue: false,
    maxCharacters: 200_000,
    marks: ["[laughter]"],
  },
  formats: { mp3: [44_100, 32_000], opus: [48_000], wav: [44_100, 24_000], pcm: [44_100, 24_000] },
  ...{ rate: "7150", currency: "USD", priceOrigin: { source: "a list", sourcedOn: "2026-07-21" } },
};
const plain = { ...model, instructions: false };
const talking = { ...model, instructions: false, dialogue: true };

const wish = (more: object = {}) =>
  StartSpeechInput.parse({
    ...{ requestKey: crypto.randomUUID(), modelId: model.id, text: "Hello.", voice: { kind: "system", name: "anna" } },
    ...more,
  });
const reasons = (of: SpeechModel, more: object) => speechProblems(of, wish(more)).map(({ reason }) => reason);
const clip = () => ({ kind: "clip", assetId: crypto.randomUUID(), transcript: "These are my words." });

describe("bytes", () => {
  test.each(["", "Hello", "你好，世界", "😀👩‍👩‍👧", "é", "Привет", "\ud83d", "\ude00 a", "𠮷野家", "a\u0000b"])(
    "%j",
    (text) => {
      expect(utf8Bytes(text)).toBe(Buffer.byteLength(text));
    },
  );
});

describe("a plan", () => {
  test("a text that is heard comfortably is one call", () => {
    expect(planSpeech(model, { text: " 你好。 " })).toEqual({
      parts: [{ text: "你好。", bytes: 9 }],
      bytes: 9,
      instruction: "",
    });
  });

  test("the instruction is in front of every part, and paid with each", () => {
    const text = "春天来了，花都开了。".repeat(400);
    const { parts, bytes, instruction } = planSpeech(model, { text, instruction: " 用开心的语气说 " });
    expect(instruction).toBe("用开心的语气说");
    expect(parts.length).toBeGreaterThan(2);
    for (const part of parts) expect(part.bytes).toBe(Buffer.byteLength(spokenInput(instruction, part.text)));
    expect(parts.map((part) => part.text).join("")).toBe(text);
    expect(bytes).toBe(parts.reduce((sum, part) => sum + part.bytes, 0));
    expect(priceOfSpeech(model, bytes)).toBe(String(BigInt(bytes) * 7150n));
  });

  test("an instruction that stands in the text is one, spaces in its marker or not", () => {
    const { parts, instruction } = planSpeech(model, { text: "Speak happily<| endofprompt |>Hello." });
    expect(instruction).toBe("Speak happily");
    expect(parts).toEqual([{ text: "Hello.", bytes: Buffer.byteLength("Speak happily<|endofprompt|>Hello.") }]);
  });

  test("a dialogue is cut between its turns", () => {
    const text = Array.from(
      { length: 60 },
      (_, index) => `[S${(index % 2) + 1}]${"What I say is this. ".repeat(5)}`,
    ).join("");
    const { parts } = planSpeech(talking, { text });
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.every((part) => part.text.startsWith("[S"))).toBe(true);
  });

  test("a hundred thousand characters are planned while somebody types", () => {
    for (const sentence of [
      "The quick brown fox jumps over it. ",
      "春天来了，花都开了。",
      "nospacesatall",
      "[laughter]😀",
    ]) {
      const text = sentence.repeat(Math.ceil(100_000 / sentence.length));
      const plan = planSpeech(model, { text });
      expect(plan.bytes).toBeGreaterThan(0);
    }
  });
});

describe("what is refused", () => {
  test.each(["", "   ", "……！？—", "[laughter]", "😀😀", "<|endofprompt|>", "Say it<|endofprompt|>"])(
    "no words in %j",
    (text) => {
      expect(reasons(model, { text }).length).toBeGreaterThan(0);
    },
  );

  test("what is fine", () => {
    expect(reasons(model, { text: "1" })).toEqual([]);
    expect(reasons(model, { text: "[laughter]哈哈" })).toEqual([]);
    expect(reasons(model, { instruction: "Speak slowly", voice: clip(), format: "opus", sampleRate: 48_000 })).toEqual(
      [],
    );
  });

  test("more than this installation allows", () => {
    expect(reasons(model, { text: "a ".repeat(150_000) })).toEqual(["speech_too_long"]);
    expect(StartSpeechInput.safeParse({ ...wish(), text: "a".repeat(2_097_152) }).success).toBe(false);
  });

  test("what the model lacks", () => {
    expect(reasons(plain, { instruction: "Speak slowly" })).toEqual(["speech_instruction"]);
    expect(reasons(plain, { text: "Slowly<|endofprompt|>Hello" })).toEqual(["speech_marker"]);
    expect(reasons(model, { text: "A<|endofprompt|>B<|endofprompt|>C" })).toEqual(["speech_marker"]);
    expect(reasons(model, { voice: { kind: "system", name: "nobody" } })).toEqual(["speech_voice"]);
    expect(reasons({ ...model, clips: false, ownVoices: false }, { voice: clip() })).toEqual(["speech_voice"]);
    expect(reasons(model, { format: "mp3", sampleRate: 24_000 })).toEqual(["speech_sample_rate"]);
  });

  test("two voices without a dialogue of two clips", () => {
    expect(reasons(model, { secondVoice: clip(), voice: clip() })).toEqual(["speech_second_voice"]);
    expect(reasons(talking, { secondVoice: clip(), voice: clip(), text: "Hello" })).toEqual(["speech_second_voice"]);
    expect(reasons(talking, { secondVoice: clip(), text: "[S1]Hi[S2]Ho" })).toEqual(["speech_second_voice"]);
    expect(reasons(talking, { secondVoice: clip(), voice: clip(), text: "[S1]Hi[S2]Ho" })).toEqual([]);
  });
});
