import { describe, expect, it } from "vitest";
import { limits } from "@/lib/documents/limits";
import { takeTurn } from "@/lib/documents/reader-turns";

describe("turns of the readers", () => {
  it("go to people who have none before those who have one", async () => {
    const order: string[] = [];
    const take = (person: string, name: string, signal?: AbortSignal) =>
      takeTurn(person, signal).then((release) => {
        order.push(name);
        return release;
      });
    const first = await Promise.all(Array.from({ length: limits.readers }, (_, index) => take("one", `one ${index}`)));
    const waiting = [take("one", "one again"), take("one", "one once more"), take("two", "two")];
    first[0]!();
    const other = await waiting[2]!;
    expect(order.at(-1)).toBe("two");
    first[1]!();
    const again = await waiting[0]!;
    expect(order.at(-1)).toBe("one again");
    other();
    (await waiting[1]!)();
    again();
    expect(order).toHaveLength(limits.readers + 3);
  });

  it("are given up by who does not want to wait any longer", async () => {
    const held = await Promise.all(Array.from({ length: limits.readers }, () => takeTurn("one")));
    const stop = new AbortController();
    const waiting = takeTurn("two", stop.signal);
    stop.abort();
    await expect(waiting).rejects.toMatchObject({ code: "unavailable" });
    await expect(takeTurn("three", AbortSignal.abort())).rejects.toMatchObject({ code: "unavailable" });
    for (const release of held) release();
    (await takeTurn("four"))();
  });
});
