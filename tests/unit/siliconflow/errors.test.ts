import { describe, expect, it } from "vitest";
import { AppError, failures, isAppError } from "@/lib/core";
import { messagesFor } from "@/lib/i18n";
import { readErrorBody } from "@/lib/siliconflow/error-body";
import { failureOfNetwork, failureOfStatus, ProviderError, type Ending, type Repeat } from "@/lib/siliconflow/errors";
import { providerReasons } from "@/lib/siliconflow/schema";
import { fixture } from "./support";

const html = fixture("bad-gateway.html").toString("utf8");
const tooLong =
  '{"code":20015,"message":"length of prompt_tokens (9000) must be less than max_seq_len (8192).","data":null}';
const limited = (kind: string) =>
  `{"message":"Request was rejected due to rate limiting. If you want more, contact us. Details:${kind} limit reached.","data":null}`;

describe("failureOfStatus", () => {
  it.each([
    [400, '{"code":20012,"message":"Model does not exist. Please check it carefully.","data":null}', "model_unknown"],
    [400, '{"code":20015,"message":"temperature is out of range","data":null}', "parameters"],
    [400, tooLong, "context_length"],
    [400, '{"code":20052,"message":"voice or references","data":null}', "voice_missing"],
    [400, '{"error":{"message":"bad","type":"invalid_request_error","param":null,"code":null}}', "parameters"],
    [400, "", "parameters"],
    [401, '"Invalid token"', "key"],
    [401, "Api key is invalid", "key"],
    [401, "", "key"],
    [
      402,
      '{"code":30001,"message":"Sorry, your account balance is insufficient","data":null}',
      "balance_or_verification",
    ],
    [
      403,
      '{"code":30001,"message":"Sorry, your account balance is insufficient","data":null}',
      "balance_or_verification",
    ],
    [403, '"Please complete identity verification"', "balance_or_verification"],
    [403, "Forbidden", "permission"],
    [404, '"404 page not found"', "endpoint_missing"],
    [404, "404 page not found", "endpoint_missing"],
    [404, '{"code":20012,"message":"Model does not exist","data":null}', "model_unknown"],
    [405, "", "endpoint_missing"],
    [302, "", "endpoint_missing"],
    [410, "gone", "endpoint_gone"],
    [413, html, "too_large"],
    [422, '{"message":"x","data":null}', "parameters"],
    [429, limited("RPM"), "rate_minute"],
    [429, limited("TPM"), "rate_minute"],
    [429, limited("IPM"), "rate_minute"],
    [429, limited("RPH"), "rate_hour"],
    [429, limited("RPD"), "rate_day"],
    [429, limited("TPD"), "rate_day"],
    [429, limited("IPD"), "rate_day"],
    [429, "100 requests per day", "rate_day"],
    [429, "", "rate_minute"],
    [451, '{"message":"x"}', "moderation"],
    [500, '{"code":50507,"message":"Request failed: Unknown error.","data":null}', "provider_fault"],
    [500, "", "provider_fault"],
    [502, html, "provider_fault"],
    [503, '{"code":50505,"message":"Model service overloaded. Please try again later.","data":null}', "overloaded"],
    [503, "", "overloaded"],
    [504, '""', "gateway_timeout"],
    [504, html, "gateway_timeout"],
    [408, "", "gateway_timeout"],
    [599, "[1,2", "provider_fault"],
  ])("%i %s is %s", (status, body, reason) => {
    const error = failureOfStatus(status, readErrorBody(body), { repeat: "answer", traceId: "t" });
    expect(error).toMatchObject({
      reason,
      status,
      traceId: "t",
      outcome: "refused",
      details: { reason, traceId: "t" },
    });
    expect(error.retryable).toBe(status === 408 || status >= 500 || (status === 429 && reason !== "rate_day"));
  });

  it.each([
    ["provider_rejected", [400, 404, 413, 451]],
    ["provider_unavailable", [401, 402, 403, 500, 502, 503, 504]],
    ["rate_limited", [429]],
  ] as const)("has code %s for %j", (code, statuses) => {
    for (const status of statuses) expect(failureOfStatus(status, {}, { repeat: "free" }).code).toBe(code);
  });

  it("says when to come back: what the provider asks, else the usual time of its limit", () => {
    const minute = readErrorBody(limited("RPM"));
    expect(failureOfStatus(429, minute, { repeat: "free", retryAfterMs: 7_000 }).details.retryAfterMs).toBe(7_000);
    expect(failureOfStatus(429, minute, { repeat: "free" }).details.retryAfterMs).toBe(30_000);
    expect(failureOfStatus(429, minute, { repeat: "free" }).limitKind).toBe("RPM");
  });

  it("leaves the outcome of a call made once open where a gateway lost sight of it", () => {
    const outcomes = [400, 429, 500, 502, 503, 504].map((status) => {
      const { outcome, retryable } = failureOfStatus(status, {}, { repeat: "once" });
      return [status, outcome, retryable];
    });
    expect(outcomes).toEqual([
      [400, "refused", false],
      [429, "refused", true],
      [500, "refused", true],
      [502, "unknown", false],
      [503, "refused", true],
      [504, "unknown", false],
    ]);
  });

  it("keeps nothing of the provider's text", () => {
    const body = readErrorBody('{"code":20015,"message":"the secret prompt","data":"more secrets"}');
    const error = failureOfStatus(400, body, { repeat: "free" });
    expect(JSON.stringify({ ...error, text: String(error), stack: error.stack })).not.toContain("secret");
    expect(isAppError(error)).toBe(true);
    expect(error).toBeInstanceOf(AppError);
  });
});

describe("readErrorBody", () => {
  it.each([
    "null",
    "17",
    "[]",
    "{}",
    '{"error":null}',
    '{"error":"x"}',
    '{"code":"abc"}',
    "\u0000",
    "{",
    '{"message":7}',
  ])("survives %j", (body) => expect(() => readErrorBody(body)).not.toThrow());
});

describe("failureOfNetwork", () => {
  it.each<[Ending, Repeat, { sent: boolean; status?: number }, string, boolean, string]>([
    ["refused_connection", "once", { sent: false }, "unreachable", true, "refused"],
    ["timeout_connect", "once", { sent: false }, "timeout_connect", true, "refused"],
    ["dropped", "free", { sent: true }, "unreachable", true, "unknown"],
    ["dropped", "answer", { sent: true }, "unreachable", true, "unknown"],
    ["dropped", "once", { sent: true }, "unreachable", false, "unknown"],
    ["dropped", "free", { sent: true, status: 200 }, "cut", false, "unknown"],
    ["timeout_first_token", "free", { sent: true }, "timeout_first_token", true, "unknown"],
    ["timeout_first_token", "answer", { sent: true }, "timeout_first_token", false, "unknown"],
    ["timeout_first_token", "answer", { sent: true, status: 200 }, "timeout_first_token", false, "unknown"],
    ["timeout_first_token", "once", { sent: true }, "timeout_first_token", false, "unknown"],
    ["timeout_gap", "answer", { sent: true, status: 200 }, "timeout_gap", false, "unknown"],
    ["timeout_total", "free", { sent: true }, "timeout_total", false, "unknown"],
    ["malformed", "once", { sent: true, status: 200 }, "malformed", false, "unknown"],
  ])("%s of a call worth %s at %j is %s", (ending, repeat, at, reason, retryable, outcome) => {
    expect(failureOfNetwork(ending, { repeat, ...at })).toMatchObject({ reason, retryable, outcome });
  });
});

describe("words for people", () => {
  it.each(["en", "zh-CN"] as const)("exist in %s for every code and every reason", (locale) => {
    const { codes, reasons } = messagesFor(locale).failure;
    expect(Object.keys(codes).sort()).toEqual(Object.keys(failures).sort());
    for (const reason of providerReasons) {
      expect(reasons).toHaveProperty(reason);
      for (const text of Object.values(reasons[reason])) expect(text.length).toBeGreaterThan(3);
    }
  });

  it("are a sentence of our own for every reason in the error itself", () => {
    for (const reason of providerReasons) {
      const error = new ProviderError({ reason, status: 0, retryable: false, outcome: "refused" });
      expect(error.message).toMatch(/^[A-Z].*\.$/);
      expect(failures).toHaveProperty(error.code);
    }
  });
});
