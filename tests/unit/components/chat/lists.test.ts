import { describe, expect, it } from "vitest";
import { toRows } from "@/components/chat/groups";
import { listFrom, reduceList } from "@/components/chat/list-state";
import { matchingModels } from "@/components/chat/matching-models";
import { toTurns } from "@/components/chat/turns";
import { aMessage, aModel, anAnswer, aSummary } from "./factories";

const now = Date.parse("2026-11-23T12:00:00.000Z");
const day = (date: string) => `${date}T08:00:00.000Z`;

describe("the list by date", () => {
  it("has a heading for each period that holds something", () => {
    const rows = toRows(
      [aSummary("p", { pinned: true })],
      [
        aSummary("a", { updatedAt: day("2026-11-23") }),
        aSummary("b", { updatedAt: day("2026-11-23") }),
        aSummary("c", { updatedAt: day("2026-11-22") }),
        aSummary("d", { updatedAt: day("2026-11-17") }),
        aSummary("e", { updatedAt: day("2026-11-01") }),
        aSummary("f", { updatedAt: day("2026-09-15") }),
        aSummary("g", { updatedAt: day("2026-09-02") }),
        aSummary("h", { updatedAt: day("2025-09-02") }),
      ],
      now,
      "utc",
    );
    expect(rows.map((row) => (row.type === "heading" ? `# ${row.key}` : row.key))).toEqual(
      "# pinned,p,# today,a,b,# yesterday,c,# week,d,# month,e,# 2026-09,f,g,# 2025-09,h".split(","),
    );
  });
});

describe("the list's state", () => {
  const page = (...ids: string[]) => ({
    pinned: [],
    items: ids.map((id, index) => aSummary(id, { updatedAt: `2026-11-23T0${9 - index}:00:00.000Z` })),
    nextCursor: "next",
  });
  const keys = (state: { items: readonly { id: string }[] }) => state.items.map(({ id }) => id);

  it("moves a conversation that changed to its place, and adds a new one", () => {
    const state = listFrom(page("a", "b", "c"));
    const moved = reduceList(state, {
      type: "changed",
      conversation: aSummary("c", { updatedAt: "2026-11-23T11:00:00.000Z", streaming: true }),
    });
    expect(keys(moved)).toEqual(["c", "a", "b"]);
    expect(keys(reduceList(state, { type: "changed", conversation: aSummary("d") }))).toEqual(["d", "a", "b", "c"]);
  });

  it("moves between the pinned and the others", () => {
    const state = listFrom(page("a", "b"));
    const pinned = reduceList(state, { type: "changed", conversation: { ...state.items[1]!, pinned: true } });
    expect([keys({ items: pinned.pinned }), keys(pinned)]).toEqual([["b"], ["a"]]);
    const back = reduceList(pinned, { type: "changed", conversation: { ...state.items[1]!, pinned: false } });
    expect([back.pinned.length, keys(back)]).toEqual([0, ["a", "b"]]);
  });

  it("drops answers to questions that are no longer asked", () => {
    const asked = reduceList(listFrom(page("a")), { type: "asked", query: "x" });
    expect(keys(reduceList(asked, { type: "answered", query: "old", page: page("b") }))).toEqual(["a"]);
    expect(keys(reduceList(asked, { type: "answered", query: "x", page: page("b") }))).toEqual(["b"]);
    const more = { type: "moreAnswered", query: "x", cursor: "other", page: page("c") } as const;
    expect(keys(reduceList(asked, more))).toEqual(["a"]);
  });

  it("keeps what was loaded below a fresh first page, and takes away what is gone from it", () => {
    const state = reduceList(listFrom(page("a", "b", "c")), {
      type: "moreAnswered",
      query: "",
      cursor: "next",
      page: { pinned: [], items: [aSummary("z", { updatedAt: "2026-11-20T00:00:00.000Z" })], nextCursor: null },
    });
    const fresh = reduceList(state, {
      type: "refreshed",
      page: { ...page(), items: page("a", "b", "c").items.filter(({ id }) => id !== "b") },
    });
    expect(keys(fresh)).toEqual(["a", "c", "z"]);
  });
});

describe("models by what is typed", () => {
  const models = [
    aModel({ id: "deepseek-ai/DeepSeek-V3", name: "DeepSeek-V3" }),
    aModel({ id: "Qwen/Qwen3-32B", name: "Qwen3-32B" }),
    aModel({ id: "Qwen/Qwen3-Coder-30B", name: "Qwen3-Coder-30B" }),
  ];
  it.each([
    ["", 3],
    ["qwen", 2],
    ["qwen coder", 1],
    ["deepseek-ai/deep", 1],
    ["nothing", 0],
  ])("%j finds %i", (query, count) => {
    expect(matchingModels(models, query)).toHaveLength(count);
  });
});

describe("turns", () => {
  it("hold a question and its answer; a page may begin with an answer", () => {
    const messages = [anAnswer("a0", "q0"), aMessage("q1"), anAnswer("a1", "q1"), aMessage("q2")];
    expect(toTurns(messages).map((turn) => turn.map(({ id }) => id))).toEqual([["a0"], ["q1", "a1"], ["q2"]]);
  });
});
