import { afterEach, describe, expect, it, vi } from "vitest";
import { AttachmentBox, forgetAttachments } from "@/components/chat/attachments/box";
import {
  attachedTokens,
  documentTokens,
  fromParts,
  moved,
  pictureCosts,
  toAttachments,
  toParts,
  type AttachmentItem,
  type DocumentItem,
  type PictureItem,
} from "@/components/chat/attachments/item";
import { seeingModel } from "@/components/chat/attachments/vision-notice";
import type { MessagePart } from "@/lib/chat/schema";
import type { ModelSummary } from "@/lib/models/schema";

const tiled = "deepseek-ai/deepseek-vl2";
const qwen = "Qwen/Qwen2-VL-72B-Instruct";
const picture = (key: string, more: Partial<PictureItem> = {}): PictureItem => ({
  key,
  kind: "picture",
  name: `${key}.png`,
  state: "ready",
  progress: 1,
  assetId: `asset-${key}`,
  alt: "",
  detail: "high",
  width: 1024,
  height: 1024,
  ...more,
});
const document = (key: string, more: Partial<DocumentItem> = {}): DocumentItem => ({
  key,
  kind: "document",
  name: `${key}.pdf`,
  state: "ready",
  progress: 1,
  assetId: `asset-${key}`,
  mediaType: "application/pdf",
  sizeBytes: 1_000,
  pages: "all",
  relevant: false,
  summary: {
    assetId: `asset-${key}`,
    name: `${key}.pdf`,
    mediaType: "application/pdf",
    sizeBytes: 1_000,
    state: "ready",
    reason: null,
    unit: "page",
    pageCount: 3,
    tokens: 600,
    scanned: false,
    pages: [1, 2, 3].map((number) => ({ number, tokens: number * 100, title: "" })),
  },
  ...more,
});

describe("what is attached", () => {
  it("costs what its pictures cost the model, with those sent before, and the chosen pages", () => {
    expect([...pictureCosts(qwen, [picture("a"), picture("b", { detail: "low" })], []).values()]).toEqual([1369, 256]);
    expect([...pictureCosts(tiled, [picture("a"), picture("b")], []).values()]).toEqual([2017, 2017]);
    const earlier = [{ width: 10, height: 10, detail: "high" as const }];
    expect([...pictureCosts(tiled, [picture("a"), picture("b")], earlier).values()]).toEqual([421, 421]);
    const whole = documentTokens(document("d"));
    expect(documentTokens(document("d", { pages: [1, 3] }))).toBe(whole - 200);
    expect(attachedTokens(qwen, [picture("a"), document("d")], [])).toBe(1369 + whole);
  });

  it("counts a picture once its size is known, a document once it is read", () => {
    expect(attachedTokens(qwen, [picture("a", { width: 0 }), document("d", { summary: undefined })], [])).toBe(0);
  });

  it("becomes the request and the look of the message, without what has not arrived", () => {
    const items: AttachmentItem[] = [
      picture("a", { alt: " A cat ", detail: "low" }),
      picture("b", { assetId: undefined }),
      document("d", { pages: [2] }),
    ];
    expect(toAttachments(items)).toEqual([
      { type: "picture", assetId: "asset-a", detail: "low", alt: "A cat" },
      { type: "document", assetId: "asset-d", pages: [2] },
    ]);
    expect(toParts(items).map(({ type }) => type)).toEqual(["picture", "document"]);
  });

  it("comes back from a message to be changed, but for what was deleted", () => {
    const parts: MessagePart[] = [
      ...toParts([picture("a"), document("d")]),
      { ...(toParts([picture("gone")])[0] as Extract<MessagePart, { type: "picture" }>), deleted: true },
      { type: "text", text: "Hi" },
    ];
    let keys = 0;
    const items = fromParts(parts, () => `key-${++keys}`);
    expect(items.map(({ key, kind, state }) => [key, kind, state])).toEqual([
      ["key-1", "picture", "ready"],
      ["key-2", "document", "reading"],
    ]);
    expect(toAttachments(items)).toEqual(toAttachments([picture("a"), document("d")]));
  });

  it("moves to another place, and stays where there is none", () => {
    expect(moved(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
    expect(moved(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
    const same = ["a", "b"];
    for (const [from, to] of [
      [0, 0],
      [0, -1],
      [1, 2],
      [-1, 0],
    ])
      expect(moved(same, from!, to!)).toBe(same);
  });
});

describe("the box", () => {
  const stored = new Map<string, string>();
  const storage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  };
  const withStorage = () =>
    vi.stubGlobal("window", {
      localStorage: new Proxy(storage, {
        ownKeys: () => [...stored.keys()],
        getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
      }),
    });
  afterEach(() => {
    stored.clear();
    vi.unstubAllGlobals();
  });

  it("is kept for its conversation until it is sent, and forgotten with the session", () => {
    withStorage();
    const box = new AttachmentBox();
    expect(box.keepFor("new")).toEqual([]);
    box.set([picture("a"), picture("b", { assetId: undefined, state: "uploading" })]);
    expect(new AttachmentBox().keepFor("new").map(({ key }) => key)).toEqual(["a"]);
    expect(new AttachmentBox().keepFor("other")).toEqual([]);
    expect(box.take()).toHaveLength(2);
    expect(new AttachmentBox().keepFor("new")).toEqual([]);
    box.set([picture("c")]);
    forgetAttachments();
    expect(stored.size).toBe(0);
  });

  it("goes along when a new conversation gets its name", () => {
    withStorage();
    const box = new AttachmentBox();
    box.keepFor("new");
    box.set([picture("a")]);
    expect(box.keepFor("id")).toEqual([]);
    expect(new AttachmentBox().keepFor("new")).toEqual([]);
    expect(new AttachmentBox().keepFor("id")).toHaveLength(1);
  });

  it("survives a storage that is full, forbidden or full of nonsense", () => {
    const box = new AttachmentBox();
    expect(box.keepFor("new")).toEqual([]);
    box.set([picture("a")]);
    withStorage();
    for (const nonsense of ["", "{", "null", "7", '[null, 1, {"kind":"film"}]']) {
      stored.set("silica:attachments:x", nonsense);
      expect(new AttachmentBox().keepFor("x")).toEqual([]);
    }
  });

  it("tells of changes to what is there, and of nothing else", () => {
    const box = new AttachmentBox([picture("a"), picture("b")]);
    const heard = vi.fn();
    box.subscribe(heard);
    box.change<PictureItem>("a", { detail: "low" });
    box.move("b", 0);
    box.remove("a");
    expect(heard).toHaveBeenCalledTimes(3);
    box.change("nobody", { progress: 1 });
    box.move("b", 5);
    expect(heard).toHaveBeenCalledTimes(3);
    expect(box.getItems().map(({ key }) => key)).toEqual(["b"]);
  });
});

describe("the model that is offered for pictures", () => {
  const model = (id: string, rate: string, more: object = {}) =>
    ({
      id,
      offered: true,
      state: "listed",
      contextLength: 131_072,
      capabilities: { vision: true },
      prices: [{ unit: "input_tokens", rateNanos: rate }],
      ...more,
    }) as unknown as ModelSummary;
  const models = [
    model("dear", "900"),
    model("cheap", "200"),
    model("blind", "1", { capabilities: { vision: false } }),
    model("small", "0", { contextLength: 8_192 }),
    model("gone", "1", { state: "retired" }),
  ];

  it("has answered here before, else is the cheapest with room for a conversation", () => {
    expect(seeingModel(models, [])?.id).toBe("cheap");
    expect(seeingModel(models, ["blind", "dear"])?.id).toBe("dear");
    expect(seeingModel([model("small", "0", { contextLength: 8_192 })], [])?.id).toBe("small");
    expect(seeingModel([], [])).toBeUndefined();
  });
});
