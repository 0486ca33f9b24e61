import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { follow, type Followed } from "@/components/transcribe/use-transcription";

const page = Object.assign(new EventTarget(), { visibilityState: "visible" });
const leaving = new AbortController();
let statuses: number[];
let asked: number;
let told: Followed["state"][];

beforeEach(() => {
  vi.useFakeTimers();
  page.visibilityState = "visible";
  asked = 0;
  told = [];
  vi.stubGlobal("document", page);
  vi.stubGlobal("fetch", () => {
    const status = statuses[asked++] ?? 200;
    const endedAt = asked < statuses.length ? null : "2026-01-31T00:00:00Z";
    return Promise.resolve(Response.json({ transcription: { endedAt } }, { status }));
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const start = () => follow("one", leaving.signal, ({ state }) => told.push(state));

it.each([
  [404, "missing"],
  [400, "missing"],
  [401, "refused"],
  [403, "refused"],
])("a refusal of %i is the last word", async (status, state) => {
  statuses = [status, 200];
  await start();
  expect(told).toEqual([state]);
  expect(asked).toBe(1);
});

it.each([408, 429, 500, 503])("a failure of %i is asked past", async (status) => {
  statuses = [status, status, 200];
  const over = start();
  await vi.runAllTimersAsync();
  await over;
  expect(told).toEqual(["there"]);
});

it("asks for nothing while nobody looks, and goes on at once when somebody does", async () => {
  statuses = [200, 200];
  const over = start();
  page.visibilityState = "hidden";
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toBe(1);
  page.visibilityState = "visible";
  page.dispatchEvent(new Event("visibilitychange"));
  await over;
  expect(told).toEqual(["there", "there"]);
});
