import { describe, expect, it } from "vitest";
import { keyOf, parseReader, readerGroups, readerOf } from "@/components/speech/readers";
import type { SpeechModel } from "@/lib/speech/schema";
import type { Voice } from "@/lib/voices/schema";

const model: SpeechModel = {
  ...{
    id: "maker/speaker",
    name: "Speaker",
    isNew: false,
    systemVoices: ["alex", "anna"],
    ownVoices: true,
    clips: true,
  },
  ...{ instructions: true, dialogue: false, formats: { mp3: [44_100], opus: [48_000], wav: [44_100], pcm: [44_100] } },
  ...{ maxCharacters: 1_000, marks: [], rate: "7150", currency: "USD" },
  priceOrigin: { source: "a list", sourcedOn: "2026-07-21" },
};
const voice = (change: Partial<Voice>): Voice => ({
  ...{ id: "0193b3c4-0000-7000-8000-000000000001", name: "Mine", modelId: model.id, modelName: model.name },
  ...{ state: "ready", transcript: "", sample: null, hasSample: true, own: true, shared: false, failure: null },
  ...{ consentAt: null, createdAt: "2026-11-24T04:00:00.000Z" },
  ...change,
});
const mine = { modelId: model.id, voice: { kind: "own" as const, voiceId: voice({}).id }, name: "Mine" };

describe("who reads answers aloud", () => {
  it("is one of the provider's, of one's own, or shared, where a model speaks with it now", () => {
    const shared = voice({ id: "0193b3c4-0000-7000-8000-000000000002", name: "House", own: false, shared: true });
    const voices = [
      voice({}),
      shared,
      voice({ id: "three", state: "failed" }),
      voice({ id: "four", modelId: "other" }),
    ];
    const silent = { ...model, id: "maker/silent", systemVoices: [] };
    const [group, ...more] = readerGroups([model, silent], voices);
    expect(more).toEqual([]);
    expect(group!.system.map(({ name }) => name)).toEqual(["Alex", "Anna"]);
    expect(group!.own.map(({ name, shared: isShared }) => [name, isShared])).toEqual([
      ["Mine", false],
      ["House", true],
    ]);
    expect(readerGroups([{ ...model, ownVoices: false }], voices)[0]!.own).toEqual([]);
  });

  it("is the one that was chosen, and the provider's first where that one is gone", () => {
    expect(readerOf(readerGroups([model], [voice({})]), mine)).toMatchObject({ reader: mine, model });
    const without = readerOf(readerGroups([model], []), mine);
    expect(without).toMatchObject({ reader: { name: "Alex" }, lost: mine });
    expect(readerOf(readerGroups([model], [voice({})]), undefined)).not.toHaveProperty("lost");
    const clones = { ...model, systemVoices: [] };
    expect(readerOf(readerGroups([clones], [voice({})]), undefined).reader).toMatchObject(mine);
    expect(readerOf([], mine)).toEqual({ lost: mine });
  });

  it("is remembered, as it was before there were own voices too", () => {
    const anna = parseReader({ modelId: model.id, voice: "anna" });
    expect(anna).toEqual({ modelId: model.id, voice: { kind: "system", name: "anna" }, name: "Anna" });
    expect(keyOf(anna!)).toBe("maker/speaker anna");
    expect(parseReader(JSON.parse(JSON.stringify(mine)))).toEqual(mine);
    for (const broken of [null, 4, {}, { modelId: "m" }, { modelId: "m", voice: {} }]) {
      expect(parseReader(broken)).toBe(undefined);
    }
  });
});
