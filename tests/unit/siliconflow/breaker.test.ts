import { describe, expect, it } from "vitest";
import { Breaker } from "@/lib/siliconflow/breaker";
import { failureOfNetwork, failureOfStatus } from "@/lib/siliconflow/errors";

const overloaded = failureOfStatus(503, {}, { repeat: "answer" });
const unreachable = failureOfNetwork("refused_connection", { repeat: "answer", sent: false });

/** A clock that moves when everything sleeps. */
function setUp(mayProbe = () => true) {
  let now = 0;
  const sleepers: { at: number; wake: () => void }[] = [];
  const breaker = new Breaker({
    now: () => now,
    random: () => 0.5,
    probeIntervalMs: 1_000,
    mayProbe: async () => mayProbe(),
    sleep: (milliseconds) => new Promise((wake) => sleepers.push({ at: now + milliseconds, wake: () => wake() })),
  });
  const pass = async (milliseconds: number) => {
    now += milliseconds;
    for (const sleeper of sleepers.splice(0)) {
      if (sleeper.at <= now) sleeper.wake();
      else sleepers.push(sleeper);
    }
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  };
  const fail = async (times: number, model: string, error = overloaded) => {
    for (let time = 0; time < times; time++) (await breaker.enter(model)).failed(error);
  };
  return { breaker, pass, fail };
}

describe("Breaker", () => {
  it("lets everything through until five failures in a row", async () => {
    const { breaker, fail } = setUp();
    await fail(4, "a");
    (await breaker.enter("a")).answered();
    await fail(4, "a");
    await expect(breaker.enter("a")).resolves.toBeDefined();
  });

  it("then lets one call a second find out, whose failure the others share", async () => {
    const { breaker, fail, pass } = setUp();
    await fail(5, "a");
    let through = 0;
    const entries = Array.from({ length: 50 }, () => breaker.enter("a").then((passage) => (through++, passage)));
    const outcomes = Promise.allSettled(entries);
    await pass(999);
    expect(through).toBe(0);
    await pass(1);
    expect(through).toBe(1);
    (await Promise.race(entries)).failed(overloaded);
    const refused = (await outcomes).filter((outcome) => outcome.status === "rejected");
    expect(refused).toHaveLength(49);
    expect(refused[0]).toMatchObject({
      reason: {
        reason: "overloaded",
        status: 503,
        outcome: "refused",
        retryable: false,
        details: { retryAfterMs: 1_000 },
      },
    });
  });

  it("opens for all, spread over a second, once a call was answered", async () => {
    const { breaker, fail, pass } = setUp();
    await fail(5, "a");
    let through = 0;
    const entries = Array.from({ length: 5 }, () => breaker.enter("a").then((passage) => (through++, passage)));
    await pass(1_000);
    (await Promise.race(entries)).answered();
    await pass(0);
    expect(through).toBe(1);
    await pass(500);
    expect(through).toBe(5);
  });

  it("gives the next call its turn when the probe's caller gave up", async () => {
    const { breaker, fail, pass } = setUp();
    await fail(5, "a");
    await pass(1_000);
    const probe = await breaker.enter("a");
    let through = false;
    void breaker.enter("a").then(() => (through = true));
    probe.failed(new DOMException("stopped", "AbortError"));
    await pass(0);
    expect(through).toBe(false);
    await pass(1_000);
    expect(through).toBe(true);
  });

  it("leaves the turn to another process, and shares the last failure when its own never comes", async () => {
    let mine = false;
    const { breaker, fail, pass } = setUp(() => mine);
    await fail(5, "a");
    const unlucky = expect(breaker.enter("a")).rejects.toMatchObject({ reason: "overloaded", outcome: "refused" });
    for (let second = 0; second < 7; second++) await pass(1_000);
    await unlucky;
    mine = true;
    let through = false;
    void breaker.enter("a").then(() => (through = true));
    await pass(1_000);
    expect(through).toBe(true);
  });

  it("does not wait for ever for a probe that hangs", async () => {
    const { breaker, fail, pass } = setUp();
    await fail(5, "a");
    await pass(1_000);
    await breaker.enter("a");
    const waiting = expect(breaker.enter("a")).rejects.toMatchObject({ reason: "overloaded" });
    await pass(0);
    await pass(5_000);
    await waiting;
  });

  it("holds one model's overload against that model alone, a lost way against all", async () => {
    const { breaker, fail, pass } = setUp();
    await fail(5, "a");
    await expect(breaker.enter("b")).resolves.toBeDefined();
    await fail(5, "b", unreachable);
    let through = false;
    void breaker.enter("c").then(() => (through = true));
    await pass(0);
    expect(through).toBe(false);
    await pass(1_000);
    expect(through).toBe(true);
  });

  it("takes refusals for answers", async () => {
    const { breaker, fail } = setUp();
    await fail(20, "a", failureOfStatus(429, { limitKind: "RPM" }, { repeat: "answer" }));
    await fail(20, "a", failureOfStatus(400, {}, { repeat: "answer" }));
    await expect(breaker.enter("a")).resolves.toBeDefined();
  });
});
