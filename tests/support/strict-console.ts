import { afterEach, beforeEach, expect, vi } from "vitest";

/** An unexpected console.error is a failure: a test that expects one spies on it itself. */
beforeEach(() => {
  vi.spyOn(console, "error").mockName("console.error");
});

afterEach(() => {
  const spy = vi.mocked(console.error);
  if (vi.isMockFunction(spy)) {
    const calls = [...spy.mock.calls];
    spy.mockRestore();
    expect(calls, "unexpected console.error").toEqual([]);
  }
});
