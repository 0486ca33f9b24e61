import { describe, expect, it } from "vitest";
import { planGrants, thawMs, windowMs, type Candidate, type TurnState } from "@/lib/turns/plan-grants";

const now = 1_000_000;

function calls(userId: string, count: number, over: Partial<Candidate> = {}): Candidate[] {
  return Array.from({ length: count }, (_, index) => ({
    key: `${userId}${String(index).padStart(2, "0")}`,
    userId,
    modelId: "m",
    images: 1,
    requestedAt: now - 1_000 + index,
    notBefore: 0,
    ...over,
  }));
}

const plan = (state: Partial<TurnState>) =>
  planGrants({
    now,
    waiting: [],
    running: [],
    begun: [],
    pauses: new Map(),
    limitsOf: () => ({ images: 100, requests: 100 }),
    perPerson: 100,
    inAll: 100,
    ...state,
  });

const running = (userId: string, count: number) => Array.from({ length: count }, () => ({ userId, modelId: "m" }));
const begun = (userId: string, count: number, at = now - 1_000, images = 1) =>
  Array.from({ length: count }, () => ({ userId, modelId: "m", images, at }));

describe("turns", () => {
  it("go to the one who came after forty of another's next", () => {
    const waiting = [...calls("a", 40), ...calls("b", 1, { requestedAt: now })];
    expect(plan({ waiting, running: running("a", 4), inAll: 5 }).keys).toEqual(["b00"]);
    expect(plan({ waiting, running: [], inAll: 2 }).keys).toEqual(["a00", "b00"]);
  });

  it("alternate between people within a limit per minute, also where no call runs long", () => {
    const waiting = [...calls("a", 3), ...calls("b", 3, { requestedAt: now })];
    const oneMore = (begun: TurnState["begun"]) =>
      plan({ waiting, limitsOf: () => ({ images: 100, requests: begun.length + 1 }), begun }).keys;
    expect(oneMore(begun("a", 2))).toEqual(["b00"]);
    expect(oneMore([...begun("a", 2), ...begun("b", 1)])).toEqual(["b00"]);
    expect(oneMore([...begun("a", 2), ...begun("b", 3)])).toEqual(["a00"]);
  });

  it("keep the order of one person's own", () => {
    expect(plan({ waiting: calls("a", 5).reverse() }).keys).toEqual(["a00", "a01", "a02", "a03", "a04"]);
  });

  it("stay within what one person and all together may run", () => {
    expect(plan({ waiting: calls("a", 9), perPerson: 2 }).keys).toHaveLength(2);
    expect(plan({ waiting: [...calls("a", 9), ...calls("b", 9)], perPerson: 2, inAll: 3 }).keys).toHaveLength(3);
    expect(plan({ waiting: calls("a", 1), running: running("b", 3), inAll: 3 })).toEqual({
      keys: [],
      nextAt: undefined,
    });
  });

  it("stay within images and requests per minute, and tell when the window opens", () => {
    const limitsOf = () => ({ images: 4, requests: 100 });
    const two = calls("a", 3, { images: 2 });
    expect(plan({ waiting: two, limitsOf }).keys).toHaveLength(2);
    expect(plan({ waiting: two, limitsOf, begun: begun("b", 1, now - 10_000, 3) })).toEqual({
      keys: [],
      nextAt: now - 10_000 + windowMs,
    });
    expect(plan({ waiting: two, limitsOf, begun: begun("b", 1, now - windowMs, 3) }).keys).toHaveLength(2);
    const requests = () => ({ images: 4, requests: 1 });
    expect(plan({ waiting: calls("a", 2, { images: 0 }), limitsOf: requests }).keys).toHaveLength(1);
  });

  it("let a call larger than the whole limit have a minute to itself", () => {
    const limitsOf = () => ({ images: 2, requests: 100 });
    const large = calls("a", 1, { images: 4 });
    expect(plan({ waiting: large, limitsOf }).keys).toHaveLength(1);
    expect(plan({ waiting: large, limitsOf, begun: begun("b", 1) }).keys).toEqual([]);
  });

  it("of a model at its limit hold up no other model's", () => {
    const waiting = [...calls("a", 1), ...calls("b", 1, { modelId: "n" })];
    const limitsOf = (model: string) => ({ images: model === "m" ? 1 : 9, requests: 9 });
    expect(plan({ waiting, limitsOf, begun: begun("c", 1) }).keys).toEqual(["b00"]);
  });

  it("come not before their time", () => {
    expect(plan({ waiting: calls("a", 1, { notBefore: now + 5 }) })).toEqual({ keys: [], nextAt: now + 5 });
  });

  it("rest while the model or everything is paused, then come one by one until the pause is known to be over", () => {
    const waiting = calls("a", 3);
    for (const scope of ["m", "*"]) {
      expect(plan({ waiting, pauses: new Map([[scope, now + 7]]) })).toEqual({ keys: [], nextAt: now + 7 });
      const ended = new Map([[scope, now - 100]]);
      expect(plan({ waiting, pauses: ended })).toEqual({ keys: ["a00"], nextAt: now - 100 + thawMs });
      expect(plan({ waiting, pauses: ended, begun: begun("b", 1, now - 50) }).keys).toEqual([]);
      expect(plan({ waiting, pauses: new Map([[scope, now - thawMs]]) }).keys).toHaveLength(3);
    }
    expect(plan({ waiting, pauses: new Map([["other", now + 7]]) }).keys).toHaveLength(3);
  });

  it("are planned quickly for many people and models", () => {
    const waiting = Array.from({ length: 100 }, (_, person) =>
      calls(`p${person}`, 16, { modelId: `m${person % 5}` }),
    ).flat();
    const since = performance.now();
    expect(plan({ waiting, inAll: 16, begun: begun("p0", 300) }).keys).toHaveLength(16);
    expect(performance.now() - since).toBeLessThan(5_000);
  });
});
