import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/core";
import { atLast, captureDecision, expired } from "@/lib/creations/capture-decision";
import { toCreationName } from "@/lib/creations/creation-name";
import { outcomeOf, toCreationFailure } from "@/lib/creations/failure";
import type { CreationFailure } from "@/lib/creations/schema";
import { posterOf } from "@/lib/creations/poster-of";
import { parametersOf, shareOf } from "@/lib/creations/receipt";
import { ProviderError } from "@/lib/siliconflow";

const since = new Date("2026-11-01T00:00:00Z");
const later = (ms: number) => new Date(since.getTime() + ms);
const decide = (error: unknown, atMs: number, deadlineMs = 600_000, lastTry: CreationFailure | null = null) =>
  captureDecision(error, { since, deadline: later(deadlineMs), at: later(atMs), lastTry });
const failed = (code: "unavailable" | "too_large" | "invalid_input" | "unsupported", reason?: string) =>
  new AppError(code, "No.", reason === undefined ? {} : { reason });

describe("captureDecision", () => {
  it.each([
    [0, 1_000],
    [1_500, 1_000],
    [10_000, 5_000],
    [300_000, 30_000],
    [599_000, 1_000],
  ])("after %i ms tries again in %i", (atMs, retryMs) => {
    expect(decide(failed("unavailable", "address_unreachable"), atMs)).toEqual({ retryMs });
    expect(decide(new Error("something else"), atMs)).toEqual({ retryMs });
  });

  it.each([
    [expired(), "expired"],
    [failed("too_large"), "file_size"],
    [failed("too_large", "picture_pixels"), "file_size"],
    [failed("invalid_input", "private_address"), "address_unreachable"],
  ])("ends at once with what will stay as it is: %s", (error, reason) => {
    expect(decide(error, 0)).toMatchObject({ failure: { details: { reason } } });
  });

  it("looks again at what is not what was promised, and then says so", () => {
    expect(decide(failed("unsupported", "not_picture"), 5_000)).toEqual({ retryMs: 2_500 });
    expect(decide(failed("unsupported", "not_picture"), 91_000)).toMatchObject({
      failure: { code: "unsupported", details: { reason: "not_decodable" } },
    });
  });

  it("ends at the deadline, whatever it was", () => {
    expect(decide(failed("unavailable", "address_timeout"), 600_000)).toMatchObject({
      failure: { details: { reason: "address_timeout" } },
    });
    expect(decide(new Error("?"), 600_000)).toMatchObject({ failure: { details: { reason: "expired" } } });
  });

  it("goes on through a minute without storage, and is there soon after it", () => {
    const away = failed("unavailable", "storage_unreachable");
    const tries: number[] = [];
    for (let atMs = 0; atMs < 60_000;) {
      tries.push(atMs);
      const decision = decide(away, atMs, 3_600_000);
      if (!("retryMs" in decision)) throw new Error(`given up after ${atMs} ms`);
      atMs += decision.retryMs;
      if (atMs >= 60_000) expect(atMs).toBeLessThanOrEqual(90_000);
    }
    expect(tries.length).toBeGreaterThan(5);
    expect(tries.length).toBeLessThan(20);
  });

  it("does not blame the provider for what was gone after we had no place for it", () => {
    const lastTry = (reason: string) => ({ code: "unavailable" as const, reason, retryable: true, refunded: false });
    const saidAfter = (reason: string) => {
      const decision = decide(expired(), 60_000, 600_000, lastTry(reason));
      return "failure" in decision && decision.failure.details.reason;
    };
    expect(saidAfter("storage_unreachable")).toBe("storage_unreachable");
    expect(saidAfter("disk_full")).toBe("disk_full");
    expect(saidAfter("address_timeout")).toBe("expired");
  });
});

describe("atLast", () => {
  it.each([
    ["not_picture", "not_decodable"],
    ["disk_full", "disk_full"],
    ["storage_unreachable", "storage_unreachable"],
    ["address_timeout", "expired"],
    [undefined, "expired"],
  ])("after %s says %s", (reason, said) => {
    const lastTry = { code: "unavailable", ...(reason && { reason }), retryable: true, refunded: false };
    expect(atLast(lastTry).details.reason).toBe(said);
    expect(atLast(null).details.reason).toBe("expired");
  });
});

describe("shareOf", () => {
  it.each([
    [100n, 1],
    [100n, 3],
    [1n, 4],
    [0n, 2],
    [10n ** 18n + 1n, 4],
  ])("splits %i among %i without a rest", (cost, outputs) => {
    const shares = Array.from({ length: outputs }, (_, position) => shareOf(cost, position, outputs));
    expect(shares.reduce((sum, share) => sum + share, 0n)).toBe(cost);
  });
});

describe("outcomeOf", () => {
  const provider = (outcome: "refused" | "unknown") =>
    new ProviderError({ reason: "provider_fault", status: 500, retryable: false, outcome });
  it.each([
    [provider("refused"), "refused"],
    [provider("unknown"), "unknown"],
    [failed("invalid_input"), "refused"],
    [new Error("a fault of ours"), "unknown"],
    ["thrown", "unknown"],
  ])("of %s is %s", (error, outcome) => expect(outcomeOf(error)).toBe(outcome));
});

describe("toCreationFailure", () => {
  it("keeps codes and no words", () => {
    const error = new AppError("provider_rejected", "Secret.", { reason: "moderation", traceId: "ti_1" });
    expect(toCreationFailure(error, { refunded: true })).toEqual({
      code: "provider_rejected",
      reason: "moderation",
      traceId: "ti_1",
      retryable: false,
      refunded: true,
    });
    expect(toCreationFailure(new Error("Secret."), { refunded: false })).toEqual({
      code: "internal",
      retryable: true,
      refunded: false,
    });
  });
});

describe("parametersOf", () => {
  it("leaves out what is shown elsewhere", () => {
    const body = { model: "m", prompt: "p", image_size: "1x1", seed: 3, image: { assetId: "a" }, cfg: null };
    expect(parametersOf(body)).toEqual({ image_size: "1x1", seed: 3 });
  });
});

describe("posterOf", () => {
  const crop = { left: 1, top: 2, width: 30, height: 40 };
  it.each([
    [{ image: { assetId: "a" } }, { id: "a" }],
    [{ image: { assetId: "a", crop } }, { id: "a", part: crop }],
    [{ image: "data:" }, undefined],
    [{}, undefined],
    [null, undefined],
  ])("of %j is %j", (body, poster) => expect(posterOf(body)).toEqual(poster));
});

describe("toCreationName", () => {
  it.each([
    ["A fox\nin the  snow", "A fox in the snow"],
    ["../../etc/passwd", ".. .. etc passwd"],
    ["   ", "image"],
    ["🦊".repeat(80), "🦊".repeat(60)],
  ])("of %j", (prompt, name) => expect(toCreationName(prompt, "image")).toBe(name));
});
