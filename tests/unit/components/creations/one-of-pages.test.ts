import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { asOneOfPages } from "@/components/creations/one-of-pages";

/** Web Locks as far as they are used: one name, a line, and stealing. */
class Locks {
  holder: { reject: (error: Error) => void } | undefined;
  readonly line: (() => void)[] = [];

  request(_name: string, options: { steal?: boolean; signal?: AbortSignal }, work: () => Promise<void> | undefined) {
    return new Promise<void>((resolve, reject) => {
      const hold = () => {
        const mine = { reject };
        this.holder = mine;
        void Promise.resolve(work()).then(() => {
          resolve();
          if (this.holder !== mine) return;
          this.holder = undefined;
          this.line.shift()?.();
        });
      };
      const wait = () => {
        if (!options.signal?.aborted) hold();
        else this.line.shift()?.();
      };
      options.signal?.addEventListener("abort", () => reject(new Error("aborted")));
      if (options.steal) {
        this.holder?.reject(new Error("stolen"));
        hold();
      } else if (this.holder) this.line.push(wait);
      else queueMicrotask(hold);
    });
  }
}

const seen = { state: "visible", listeners: new Set<() => void>() };
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

/** A page that notes when it begins and ends. */
function page(log: string[], name: string) {
  return asOneOfPages("test", () => {
    log.push(`${name} begins`);
    return () => log.push(`${name} ends`);
  });
}

describe("asOneOfPages", () => {
  beforeEach(() => {
    seen.state = "visible";
    seen.listeners.clear();
    vi.stubGlobal("navigator", { locks: new Locks() });
    vi.stubGlobal("document", {
      get visibilityState() {
        return seen.state;
      },
      addEventListener: (_: string, listener: () => void) => seen.listeners.add(listener),
      removeEventListener: (_: string, listener: () => void) => seen.listeners.delete(listener),
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  it("lets the page that came into view last do it, and another when that one goes", async () => {
    const log: string[] = [];
    const leaveFirst = page(log, "first");
    await settle();
    const leaveSecond = page(log, "second");
    await settle();
    expect([...log].sort()).toEqual(["first begins", "first ends", "second begins"]);
    leaveSecond();
    await settle();
    expect(log.slice(3)).toEqual(["second ends", "first begins"]);
    leaveFirst();
    await settle();
    expect(log.slice(5)).toEqual(["first ends"]);
  });

  it("waits in line while out of view, and takes over when it comes into view", async () => {
    const log: string[] = [];
    page(log, "first");
    await settle();
    seen.state = "hidden";
    page(log, "second");
    await settle();
    expect(log).toEqual(["first begins"]);
    seen.state = "visible";
    for (const listener of [...seen.listeners]) listener();
    await settle();
    expect(log).toContain("second begins");
    expect(log).toContain("first ends");
  });

  it("gives up its place in the line", async () => {
    const log: string[] = [];
    const leaveFirst = page(log, "first");
    await settle();
    seen.state = "hidden";
    const leaveSecond = page(log, "second");
    leaveSecond();
    leaveFirst();
    await settle();
    expect(log).toEqual(["first begins", "first ends"]);
  });

  it("lets every page do it where the browser has no locks", () => {
    vi.stubGlobal("navigator", {});
    const log: string[] = [];
    page(log, "first")();
    expect(log).toEqual(["first begins", "first ends"]);
  });
});
