import { describe, expect, it } from "vitest";
import { ChatStore } from "@/components/chat/chat-store";
import { listFrom, reduceList } from "@/components/chat/list-state";
import { extend, mostSelected, toggle } from "@/components/finding/selection";
import { aSummary } from "./factories";

describe("selecting", () => {
  const order = ["a", "b", "c", "d"];
  it("takes one in and out", () => {
    expect([...toggle(toggle(new Set(), "a"), "b")]).toEqual(["a", "b"]);
    expect([...toggle(new Set(["a", "b"]), "a")]).toEqual(["b"]);
  });
  it("takes everything between two, in either direction", () => {
    expect([...extend(new Set(["a"]), order, "a", "c")]).toEqual(["a", "b", "c"]);
    expect([...extend(new Set(["d"]), order, "d", "b")].sort()).toEqual(["b", "c", "d"]);
    expect([...extend(new Set(), order, "gone", "b")]).toEqual(["b"]);
  });
  it("has a bound", () => {
    const many = Array.from({ length: 300 }, (_, index) => String(index));
    expect(extend(new Set(), many, "0", "299").size).toBe(mostSelected);
    expect(toggle(new Set(many.slice(0, mostSelected)), "x").has("x")).toBe(false);
  });
});

describe("the list of a folder", () => {
  const state = listFrom({ pinned: [], items: [aSummary("a"), aSummary("b")], nextCursor: null });
  const inFolder = reduceList(state, { type: "asked", query: "", folderId: "f" });

  it("is empty until it has come, and takes no answers to other questions", () => {
    expect(inFolder).toMatchObject({ items: [], loading: true, folderId: "f" });
    const page = { pinned: [], items: [aSummary("x", { folderId: "f" })], nextCursor: null };
    expect(reduceList(inFolder, { type: "answered", query: "", page })).toBe(inFolder);
    const shown = reduceList(inFolder, { type: "answered", query: "", folderId: "f", page });
    expect(shown).toMatchObject({ items: page.items, loading: false, folderId: "f" });
    expect(reduceList(shown, { type: "refreshed", page }).folderId).toBe("f");
  });

  it("loses what is moved or archived, and gains what comes", () => {
    const changed = (id: string, change: object) =>
      reduceList(inFolder, { type: "changed", conversation: aSummary(id, change) }).items.map((item) => item.id);
    expect(changed("n", { folderId: "f" })).toEqual(["n"]);
    expect(changed("n", { folderId: null })).toEqual([]);
    const moved = aSummary("a", { folderId: "f" });
    expect(reduceList(state, { type: "changed", conversation: moved }).items.map(({ id }) => id)).toEqual(["b"]);
    const archived = aSummary("b", { archived: true });
    expect(reduceList(state, { type: "changed", conversation: archived }).items.map(({ id }) => id)).toEqual(["a"]);
    const pinned = aSummary("a", { folderId: "f", pinned: true });
    expect(reduceList(state, { type: "changed", conversation: pinned }).pinned.map(({ id }) => id)).toEqual(["a"]);
  });
});

it("a new conversation of a folder starts with what the folder gives it", () => {
  const store = new ChatStore({ modelId: "m", draft: "", folder: { id: "f", systemPrompt: "Be brief." } });
  expect(store.getState()).toMatchObject({ folderId: "f", systemPrompt: "Be brief.", modelId: "m" });
});
