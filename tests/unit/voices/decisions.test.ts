import { describe, expect, test } from "vitest";
import { ProviderError } from "@/lib/siliconflow";
import { newCustomName } from "@/lib/voices/custom-name";
import { compare, type KnownVoice } from "@/lib/voices/reconcile";
import { judgeSample } from "@/lib/voices/sample-problems";
import { afterUpload, nextStep, SETTLED_MS } from "@/lib/voices/upload-decision";

test("the provider's name of a voice keeps its rules, and is nobody else's", () => {
  const names = Array.from({ length: 50 }, newCustomName);
  expect(new Set(names).size).toBe(50);
  for (const name of names) expect(name).toMatch(/^voice-[0-9a-f]{16}$/);
});

const failure = (more: Partial<ConstructorParameters<typeof ProviderError>[0]>) =>
  new ProviderError({ reason: "provider_fault", status: 500, retryable: false, outcome: "refused", ...more });

test("a failed upload is unknown, passes, or has a reason", () => {
  expect(afterUpload(failure({ outcome: "unknown" }))).toBe("unknown");
  expect(afterUpload(failure({ reason: "overloaded", status: 503 }))).toBe("again");
  expect(afterUpload(failure({ reason: "permission", status: 403 }))).toMatchObject({ reason: "voice_verification" });
  expect(afterUpload(failure({ reason: "balance_or_verification", status: 403 }))).toMatchObject({
    reason: "voice_verification",
  });
  expect(afterUpload(failure({ reason: "balance_or_verification", status: 402 }))).toMatchObject({
    reason: "balance_or_verification",
  });
  expect(afterUpload(failure({ reason: "key", status: 401 }))).toMatchObject({ reason: "key" });
  expect(afterUpload(failure({ reason: "parameters", status: 400 }))).toMatchObject({ reason: "voice_refused" });
  expect(afterUpload(new Error("no idea"))).toBe("again");
});

test("nothing is sent while an earlier attempt may still arrive", () => {
  const sentAt = new Date(1_000_000);
  const after = (ms: number) => new Date(sentAt.getTime() + ms);
  expect(nextStep({ sentAt: null, sends: 0 }, after(0))).toBe("send");
  expect(nextStep({ sentAt, sends: 1 }, after(SETTLED_MS - 1))).toBe("look");
  expect(nextStep({ sentAt, sends: 1 }, after(SETTLED_MS))).toBe("send");
  expect(nextStep({ sentAt, sends: 3 }, after(SETTLED_MS))).toBe("leave");
});

test("both lists are compared by address, and by the name that one voice alone has", () => {
  const known = (more: Partial<KnownVoice>): KnownVoice => ({
    ...{ id: "1", uri: null, customName: "a-1", state: "ready", gone: false },
    ...more,
  });
  const there = (uri: string, customName: string) => ({ uri, customName, model: "m", text: "" });
  const lost = known({ id: "lost", uri: "u-lost", customName: "lost" });
  const back = known({ id: "back", uri: "u-back", customName: "back", state: "failed", gone: true });
  const ours = known({ id: "ours", uri: "u-1" });
  const uploading = known({ id: "uploading", customName: "b-2", state: "uploading" });
  const list = [
    there("u-1", "a-1"),
    there("u-2", "a-1"),
    there("u-3", "b-2"),
    there("u-back", "back"),
    there("u-4", "x"),
  ];
  expect(compare([lost, back, ours, uploading], list)).toEqual({
    gone: [lost],
    back: [back],
    extra: [list[1]],
    unknown: [list[4]],
  });
});

describe("a sample", () => {
  const good = {
    ...{ mediaType: "audio/wav", codec: "pcm" as const, durationMs: 9_000, sampleRate: 44_100 },
    ...{
      peakDb: -6,
      loudnessDb: -20,
      clippedShare: 0,
      silentShare: 0.1,
      leadingSilenceMs: 100,
      offset: 0,
      roughness: 0.02,
      trailingSilenceMs: 100,
    },
  };
  test.each([
    [{}, 1, null, []],
    [{}, 2, null, ["stereo"]],
    [{ durationMs: 29_999 }, 1, null, ["long"]],
    [{ durationMs: 30_000 }, 1, "voice_too_long", []],
    [{ durationMs: 1_999 }, 1, "voice_too_short", []],
    [{ peakDb: -60, loudnessDb: -70 }, 1, "voice_silent", []],
    [{ silentShare: 0.95 }, 1, "voice_silent", []],
    [
      { durationMs: 4_000, loudnessDb: -40, clippedShare: 0.01, leadingSilenceMs: 1_500 },
      1,
      null,
      ["short", "quiet", "clipped", "ends"],
    ],
  ])("%j of %i channels", (more, channels, problem, advice) => {
    expect(judgeSample({ ...good, ...more }, channels)).toEqual({ problem, advice });
  });
});
