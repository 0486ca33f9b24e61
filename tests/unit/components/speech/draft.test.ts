import { describe, expect, it } from "vitest";
import {
  draftFrom,
  emptyDraft,
  parseDraft,
  rateOf,
  toSettings,
  voiceOf,
  type DraftProblem,
  type SpeechDraft,
} from "@/components/speech/draft";
import { voiceName } from "@/components/speech/voice-name";
import type { Creation } from "@/lib/creations/schema";
import type { SpeechModel } from "@/lib/speech/schema";

const model: SpeechModel = {
  id: "maker/speaker",
  name: "Speaker",
  isNew: false,
  systemVoices: ["alex", "anna"],
  ownVoices: true,
  clips: true,
  instructions: true,
  dialogue: false,
  formats: { mp3: [44_100, 32_000], opus: [48_000], wav: [44_100, 8_000], pcm: [44_100] },
  maxCharacters: 1_000,
  marks: ["[laughter]"],
  rate: "7150",
  currency: "USD",
  priceOrigin: { source: "a list", sourcedOn: "2026-07-21" },
};
const duo: SpeechModel = { ...model, id: "maker/duo", instructions: false, ownVoices: false, dialogue: true };
const clip = { assetId: "0193b3c4-0000-7000-8000-000000000001", name: "a.wav", durationMs: 9_000, transcript: " Hi. " };
const draft = (change: Partial<SpeechDraft> = {}): SpeechDraft => ({ ...emptyDraft, ...change });

describe("the settings of a draft", () => {
  it("name everything that is sent, with the first voice and the usual rate", () => {
    expect(toSettings(draft({ instruction: " Speak happily " }), model, "Hello.")).toEqual({
      settings: {
        modelId: "maker/speaker",
        text: "Hello.",
        instruction: "Speak happily",
        voice: { kind: "system", name: "alex" },
        format: "mp3",
        sampleRate: 44_100,
        speed: 1,
        gain: 0,
      },
    });
  });

  it("leave out what the model does not take", () => {
    const kept = draft({ instruction: "Speak happily", voice: { kind: "own", voiceId: clip.assetId } });
    const { settings } = toSettings(kept, duo, "Hello.");
    expect(settings).not.toHaveProperty("instruction");
    expect(settings?.voice).toEqual({ kind: "system", name: "alex" });
  });

  it("send a second voice with dialogues alone", () => {
    const kept = draft({ voice: { kind: "clip" }, clip, secondClip: { ...clip, transcript: "Ho." } });
    expect(toSettings(kept, duo, "[S1]Hi.[S2]Ho.").settings).toMatchObject({
      voice: { kind: "clip", transcript: "Hi." },
      secondVoice: { kind: "clip", transcript: "Ho." },
    });
    expect(toSettings(kept, duo, "Hi.").settings).not.toHaveProperty("secondVoice");
    expect(toSettings(kept, model, "[S1]Hi.[S2]Ho.").settings).not.toHaveProperty("secondVoice");
  });

  it.each([
    ["model", draft(), undefined, "Hello."],
    ["text", draft(), model, " \n"],
    ["text", draft(), model, "[laughter]"],
    ["tooLong", draft(), model, "x".repeat(1_001)],
    ["clip", draft({ voice: { kind: "clip" } }), model, "Hello."],
    ["transcript", draft({ voice: { kind: "clip" }, clip: { ...clip, transcript: " " } }), model, "Hello."],
    ["second", draft({ voice: { kind: "clip" }, clip, secondClip: { ...clip, transcript: "" } }), duo, "[S1]A.[S2]B."],
    ["voice", draft(), { ...model, systemVoices: [], clips: false }, "Hello."],
  ] satisfies [DraftProblem, SpeechDraft, SpeechModel | undefined, string][])(
    "say that %s is missing",
    (problem, given, of, text) => {
      expect(toSettings(given, of, text)).toEqual({ problem });
    },
  );
});

describe("a voice and a rate", () => {
  it("are the model's own where what was kept is not among them", () => {
    expect(voiceOf({ voice: { kind: "system", name: "zoe" } }, model)).toEqual({ kind: "system", name: "alex" });
    expect(voiceOf({ voice: { kind: "clip" } }, { ...model, clips: false })).toEqual({ kind: "system", name: "alex" });
    expect(voiceOf({ voice: undefined }, { ...model, systemVoices: [] })).toEqual({ kind: "clip" });
    expect(rateOf({ format: "opus", sampleRate: 44_100 }, model)).toBe(48_000);
    expect(rateOf({ format: "wav", sampleRate: 8_000 }, model)).toBe(8_000);
  });

  it("have the name that people know", () => {
    const words = { clipName: "Recording" };
    const voices = [{ id: "1", name: "Ada" }];
    expect(voiceName({ voice: { kind: "system", name: "anna" } }, voices, words)).toBe("Anna");
    expect(voiceName({ voice: { kind: "own", voiceId: "1" } }, voices, words)).toBe("Ada");
    expect(voiceName({ voice: { kind: "own", voiceId: "2" } }, voices, words)).toBeUndefined();
    expect(voiceName({ voice: { kind: "own", voiceId: "2" }, voiceName: "Bob" }, voices, words)).toBe("Bob");
    expect(voiceName({ voice: { kind: "clip" } }, voices, words)).toBe("Recording");
    expect(voiceName({}, voices, words)).toBeUndefined();
  });
});

describe("a form that is filled", () => {
  it("has what the speech was made from", () => {
    const request = {
      voice: { kind: "clip", assetId: clip.assetId, transcript: "Hi." },
      instruction: "Speak sadly",
      sampleRate: 32_000,
      speed: 1.5,
      gain: -3,
    };
    const creation = { modelId: model.id, request } as unknown as Creation;
    expect(draftFrom(draft(), { creation, format: "mp3" })).toMatchObject({
      modelId: model.id,
      instruction: "Speak sadly",
      voice: { kind: "clip" },
      clip: { assetId: clip.assetId, transcript: "Hi." },
      sampleRate: 32_000,
      speed: 1.5,
      gain: -3,
    });
  });

  it("begins anew where what was kept is not as it should be", () => {
    const kept = {
      speed: 9,
      gain: "loud",
      format: "flac",
      voice: { kind: "own" },
      clip: { assetId: 4 },
      instruction: 3,
    };
    expect(parseDraft(kept)).toEqual(emptyDraft);
    expect(parseDraft("text")).toBeUndefined();
    expect(parseDraft(JSON.parse(JSON.stringify(draft({ clip, format: "wav" }))))).toEqual(
      draft({ clip, format: "wav" }),
    );
  });
});
