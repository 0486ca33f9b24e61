import { vi } from "vitest";

/** A busy machine takes its time: what is waited for is given ten seconds, where a test says nothing else. */
const waitFor = vi.waitFor.bind(vi);
vi.waitFor = (callback, options) =>
  waitFor(callback, typeof options === "number" ? options : { timeout: 10_000, interval: 20, ...options });
