import { expect, test } from "vitest";
import { createTurns } from "@/lib/media/turns";

/** Work that ends when it is told to. */
function bench(inTurn: ReturnType<typeof createTurns>) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const start = (person: string, name: string) =>
    inTurn(person, async () => {
      begun.push(name);
      await new Promise<void>((end) => ends.set(name, end));
    });
  const end = async (name: string) => {
    ends.get(name)!();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { begun, start, end };
}

test("as much goes on at once as may, and people take turns", async () => {
  const { begun, start, end } = bench(createTurns({ atOnce: 2, maxWaiting: 10 }));
  const all = ["a1", "a2", "a3", "a4"].map((name) => start("a", name));
  all.push(start("b", "b1"), start("c", "c1"), start("b", "b2"));
  await new Promise((resolve) => setImmediate(resolve));
  expect(begun).toEqual(["a1", "a2"]);
  for (const name of ["a1", "a2", "a3", "b1", "c1", "a4", "b2"]) await end(name);
  expect(begun).toEqual(["a1", "a2", "a3", "b1", "c1", "a4", "b2"]);
  await Promise.all(all);
});

test("what fails gives its turn back", async () => {
  const inTurn = createTurns({ atOnce: 1, maxWaiting: 10 });
  await expect(inTurn("a", () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  expect(await inTurn("a", async () => "next")).toBe("next");
});

test("when too much waits, more is refused", async () => {
  const { start, end } = bench(createTurns({ atOnce: 1, maxWaiting: 1 }));
  const first = start("a", "a1");
  const second = start("b", "b1");
  await new Promise((resolve) => setImmediate(resolve));
  await expect(start("c", "c1")).rejects.toMatchObject({ code: "rate_limited" });
  await end("a1");
  await end("b1");
  await Promise.all([first, second]);
});
