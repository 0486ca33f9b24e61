import { afterEach, describe, expect, it, vi } from "vitest";
import { dayName, dayOf } from "@/components/library/days";
import { addressOf, isNarrowed, queryOf, readFilters } from "@/components/library/filters";
import { nameOf } from "@/components/library/item-name";
import { LibraryStore } from "@/components/library/library-store";
import { clock, shortSize } from "@/components/library/sizes";
import { ListLibraryInput, type LibraryItem, type LibraryPage } from "@/lib/library/schema";

const item = (id: string, createdAt: string, change: Partial<LibraryItem> = {}): LibraryItem => ({
  id,
  kind: "picture",
  name: `${id}.png`,
  mediaType: "image/png",
  sizeBytes: 1,
  width: 1,
  height: 1,
  durationMs: null,
  blur: null,
  origin: "image",
  modelId: null,
  prompt: "",
  favourite: false,
  missing: false,
  trashedAt: null,
  createdAt,
  ...change,
});

describe("the address", () => {
  it("and filters say the same", () => {
    const filters = { kind: "video", favourite: true, q: "湖 & sea", from: "2026-11-01", trash: true } as const;
    const address = addressOf(filters, "one");
    expect(address).toBe("/library?kind=video&favourite=1&q=%E6%B9%96+%26+sea&from=2026-11-01&trash=1&item=one");
    expect(readFilters(new URL(address, "http://x").searchParams)).toEqual(filters);
    expect(addressOf({})).toBe("/library");
  });

  it("of nonsense says nothing", () => {
    const search = new URLSearchParams("kind=song&origin=x&model=a b&from=2026-99-99&until=soon&favourite=yes&q=  ");
    expect(readFilters(search)).toEqual({});
    expect(isNarrowed({ trash: true })).toBe(false);
    expect(isNarrowed({ q: "x" })).toBe(true);
  });

  it.each(["2026-02-31", "0000-01-01", "0001-01-01", "9999-12-31", "2026-1-1", "+12026-01-01"])(
    "takes %s for no day",
    (day) => expect(readFilters(new URLSearchParams({ from: day, until: day }))).toEqual({}),
  );

  it.each(["0001-01-02", "2024-02-29", "9999-12-30"])("asks for %s in words that the server knows", (day) => {
    const filters = readFilters(new URLSearchParams({ from: day, until: day }));
    expect(filters).toEqual({ from: day, until: day });
    expect(ListLibraryInput.safeParse(queryOf(filters)).success).toBe(true);
  });

  it("asks for whole days of the reader", () => {
    const { from, until } = queryOf({ from: "2026-11-10", until: "2026-11-10" });
    expect(Date.parse(until!) - Date.parse(from!)).toBe(86_400_000);
    expect(new Date(from!).getHours()).toBe(0);
    expect(queryOf({ q: "sea", favourite: true })).toEqual({ query: "sea", favourite: "1" });
  });
});

describe("words for", () => {
  it("days", () => {
    const words = { today: "Today", yesterday: "Yesterday" };
    const now = new Date(2026, 10, 23, 12).getTime();
    const name = (date: Date) => dayName(dayOf(date.toISOString()), now, "en", words);
    expect(name(new Date(2026, 10, 23, 1))).toBe("Today");
    expect(name(new Date(2026, 10, 22, 23))).toBe("Yesterday");
    expect(name(new Date(2026, 10, 1))).toBe("Sunday, November 1");
    expect(name(new Date(2025, 0, 5))).toBe("Sunday, January 5, 2025");
    expect(dayName("2026-11-01", now, "en", words, true)).toBe("Nov 1");
    expect(dayName("2026-11-01", now, "zh-CN", words, true)).toBe("11月1日");
  });

  it("sizes and lengths", () => {
    expect([0, 40, 4_120, 412_000, 3_100_000, 20_000_000_000].map((bytes) => shortSize(bytes, "en"))).toEqual([
      "0 kB",
      "0.1 kB",
      "4.1 kB",
      "412 kB",
      "3.1 MB",
      "20 GB",
    ]);
    expect([4_900, 750_000, 3_723_000].map(clock)).toEqual(["0:05", "12:30", "1:02:03"]);
  });

  it("items: what was made is called by its prompt, what was sent by its name", () => {
    expect(nameOf({ prompt: "a\n cat", name: "1.png", origin: "image" })).toBe("a cat");
    expect(nameOf({ prompt: "a cat", name: "1.png", origin: "upload" })).toBe("1.png");
    expect(nameOf({ prompt: " ", name: "1.png", origin: "image" })).toBe("1.png");
    expect(nameOf({ prompt: "猫".repeat(100), name: "", origin: "image" })).toBe(`${"猫".repeat(80)}…`);
  });
});

describe("the store", () => {
  const pages: Record<string, LibraryPage> = {};
  const asked: string[] = [];
  const answer = (path: string) => {
    asked.push(path);
    const cursor = new URL(path, "http://x").searchParams.get("cursor") ?? "first";
    return Promise.resolve(Response.json(pages[cursor]));
  };
  afterEach(() => vi.unstubAllGlobals());

  it("adds pages at the end, each item once", async () => {
    vi.stubGlobal("fetch", answer);
    const [a, b, c] = [
      item("a", "2026-11-03T12:00:00Z"),
      item("b", "2026-11-02T12:00:00Z"),
      item("c", "2026-11-01T12:00:00Z"),
    ];
    pages.next = { items: [b, c], nextCursor: null };
    const store = new LibraryStore({}, { items: [a, b], nextCursor: "next" });
    await store.show({});
    expect(asked).toEqual([]);
    await Promise.all([store.more(), store.more()]);
    expect(asked).toHaveLength(1);
    expect(store.getState()).toMatchObject({ items: [a, b, c], hasMore: false, loadingMore: false });
    expect(store.getState().days).toHaveLength(3);
    await store.more();
    expect(asked).toHaveLength(1);
  });

  it("takes items out and puts them back in their places", () => {
    const items = ["a", "b", "c"].map((id, index) => item(id, `2026-11-0${3 - index}T12:00:00Z`));
    const store = new LibraryStore({}, { items, nextCursor: null });
    const putBack = store.change(new Set(["b"]), () => undefined);
    expect(store.getState().items.map(({ id }) => id)).toEqual(["a", "c"]);
    expect(store.getState().days).toHaveLength(2);
    putBack();
    expect(store.getState().items).toEqual(items);
    store.change(new Set(["a", "c"]), (each) => ({ ...each, favourite: true }));
    expect(store.getState().items.map(({ favourite }) => favourite)).toEqual([true, false, true]);
  });

  it("says what failed, keeps what is there and goes on when asked to", async () => {
    const store = new LibraryStore({}, { items: [item("a", "2026-11-03T12:00:00Z")], nextCursor: "next" });
    vi.stubGlobal("fetch", () => Promise.reject(new Error("away")));
    await store.more();
    expect(store.getState()).toMatchObject({ failed: true, loadingMore: false, hasMore: true });
    pages.next = { items: [item("b", "2026-11-02T12:00:00Z")], nextCursor: null };
    vi.stubGlobal("fetch", answer);
    await store.again();
    expect(store.getState().items.map(({ id }) => id)).toEqual(["a", "b"]);
    expect(store.getState().failed).toBe(false);
  });

  it("forgets the answer to filters that have changed since", async () => {
    let release = (): void => {};
    vi.stubGlobal("fetch", async (path: string, { signal }: RequestInit) => {
      if (path.includes("kind=video")) {
        await new Promise<void>((resolve) => (release = resolve));
        if (signal?.aborted) throw new DOMException("", "AbortError");
        return Response.json({ items: [item("late", "2026-11-03T12:00:00Z")], nextCursor: null });
      }
      return Response.json({ items: [item("right", "2026-11-03T12:00:00Z")], nextCursor: null });
    });
    const store = new LibraryStore({}, { items: [], nextCursor: null });
    const first = store.show({ kind: "video" });
    const second = store.show({ kind: "picture" });
    release();
    await Promise.all([first, second]);
    expect(store.getState().items.map(({ id }) => id)).toEqual(["right"]);
  });
});
