import { beforeAll, describe, expect, it } from "vitest";
import { database } from "@/lib/db";
import { documentText, findDocument, readDocument, relevantPages, renderPages } from "@/lib/documents";
import { deleteAsset, readAsset } from "@/lib/media";
import { errorOf } from "@/tests/support/call";
import { makeDocx, makeXlsx, paragraph } from "@/tests/support/documents/office";
import { makePdf, makePdfBomb, makeProtectedPdf } from "@/tests/support/documents/pdf";
import { login, type Login } from "@/tests/support/login";
import { get, keep, post, postTo, readFile } from "./support";

let person: Login;
let other: Login;
beforeAll(async () => {
  person = await login();
  other = await login();
});

const report = makePdf([
  [{ text: "年度报告", y: 780, size: 20 }],
  [{ text: "毛利率为百分之四十一。", y: 780 }],
  [{ text: "Staff: 200 people in three towns.", y: 780 }],
]);

describe("a document", () => {
  it("is read page by page, and asked for by page", async () => {
    const summary = await readFile(person, "报告.pdf", report);
    expect(summary).toMatchObject({
      name: "报告.pdf",
      mediaType: "application/pdf",
      sizeBytes: report.length,
      state: "ready",
      reason: null,
      unit: "page",
      pageCount: 3,
      scanned: false,
      pages: [{ number: 1, title: "年度报告" }, { number: 2 }, { number: 3 }],
    });
    expect(summary.tokens).toBe(summary.pages.reduce((total, { tokens }) => total + tokens, 0));
    const { assetId } = summary;
    expect(await documentText(person.ctx, assetId, [3, 2])).toBe(
      "[Page 2]\n毛利率为百分之四十一。\n\n[Page 3]\nStaff: 200 people in three towns.",
    );
    expect(await documentText(person.ctx, assetId, "all")).toContain("年度报告");
    await expect(documentText(person.ctx, assetId, [4])).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("is read once, whoever asks how often", async () => {
    const assetId = await keep(person, "a.docx", makeDocx(paragraph("Hello")));
    const answers = await Promise.all(Array.from({ length: 5 }, () => readDocument(person.ctx, { assetId })));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const { attempts } = await database().document.findUniqueOrThrow({ where: { assetId } });
    expect(attempts).toBe(1);
  });

  it("tells which pages go with a question", async () => {
    const { assetId, tokens, pages } = await readFile(person, "b.pdf", report);
    const ask = (question: string, budgetTokens: number) =>
      relevantPages(person.ctx, { assetId, question, budgetTokens });
    expect(await ask("毛利率是多少？", tokens)).toEqual([1, 2, 3]);
    expect(await ask("毛利率是多少？", tokens - 1)).toEqual([2]);
    expect(await ask("How many staff?", pages[2]!.tokens)).toEqual([3]);
    expect(await ask("anything", 0)).toEqual([]);
  });

  it("goes with its file, and with its person", async () => {
    const { assetId } = await readFile(person, "c.txt", "words");
    await deleteAsset(person.ctx, assetId);
    expect(await database().documentPage.count({ where: { assetId } })).toBe(0);
    expect(await database().document.count({ where: { assetId } })).toBe(0);
    const leaving = await login();
    const { assetId: left } = await readFile(leaving, "c.txt", "words");
    await database().user.delete({ where: { id: leaving.userId } });
    expect(await database().document.count({ where: { assetId: left } })).toBe(0);
  });
});

describe("a PDF of pictures", () => {
  it("is drawn page by page, each once", async () => {
    const { assetId, scanned, state } = await readFile(person, "scan.pdf", makePdf([[], []], { scanned: true }));
    expect({ scanned, state }).toEqual({ scanned: true, state: "ready" });
    const drawn = await renderPages(person.ctx, { assetId, pages: [2, 1] });
    expect(drawn.map(({ kind, name, height }) => ({ kind, name, height }))).toEqual([
      { kind: "picture", name: "scan – 2.png", height: 2000 },
      { kind: "picture", name: "scan – 1.png", height: 2000 },
    ]);
    expect((await readAsset(person.ctx, drawn[0]!.id)).length).toBeGreaterThan(500);
    const again = await renderPages(person.ctx, { assetId, pages: [1, 2] });
    expect(again.map(({ id }) => id)).toEqual(drawn.map(({ id }) => id).toReversed());
    await expect(renderPages(person.ctx, { assetId, pages: [3] })).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("is drawn anew where the pictures are gone", async () => {
    const { assetId } = await readFile(person, "scan.pdf", makePdf([[]], { scanned: true }));
    const [first] = await renderPages(person.ctx, { assetId, pages: [1] });
    await deleteAsset(person.ctx, first!.id);
    const [second] = await renderPages(person.ctx, { assetId, pages: [1] });
    expect(second!.id).not.toBe(first!.id);
  });

  it("is the only kind of document that can be drawn", async () => {
    const { assetId } = await readFile(person, "a.txt", "words");
    await expect(renderPages(person.ctx, { assetId, pages: [1] })).rejects.toMatchObject({ code: "unsupported" });
  });
});

describe("a document that cannot be read", () => {
  it.each([
    ["a.pdf", makeProtectedPdf("secret"), "encrypted"],
    ["a.pdf", makeDocx(paragraph("x")), "disguised"],
    ["a.docx", makeDocx(paragraph("x")).subarray(0, 500), "damaged"],
    ["a.txt", " ", "empty"],
    ["a.zip", "PK", "unsupported"],
    ["a.xlsx", makeXlsx([{ name: "s", rows: [["y".repeat(9_000)]] }]).subarray(0, 900), "damaged"],
    ["bomb.pdf", makePdfBomb(1_500), "too_large"],
  ])("%s, %#: says why", async (name, bytes, reason) => {
    const { assetId, ...summary } = await readFile(person, name, bytes);
    expect(summary).toMatchObject({ state: "failed", reason, pageCount: 0, pages: [] });
    await expect(documentText(person.ctx, assetId, "all")).rejects.toMatchObject({
      code: "unsupported",
      details: { reason: `document_${reason}` },
    });
  });
});

describe("somebody else's document", () => {
  it("is not there, whichever way one asks", async () => {
    const { assetId } = await readFile(person, "mine.pdf", report);
    const gone = { code: "not_found" };
    await expect(readDocument(other.ctx, { assetId })).rejects.toMatchObject(gone);
    await expect(findDocument(other.ctx, assetId)).rejects.toMatchObject(gone);
    await expect(documentText(other.ctx, assetId, "all")).rejects.toMatchObject(gone);
    await expect(relevantPages(other.ctx, { assetId, question: "x", budgetTokens: 9 })).rejects.toMatchObject(gone);
    await expect(renderPages(other.ctx, { assetId, pages: [1] })).rejects.toMatchObject(gone);
    expect((await post(other, { assetId })).status).toBe(404);
    expect((await get(other, assetId)).status).toBe(404);
    expect((await postTo.relevant(other, assetId, { question: "x", budgetTokens: 9 })).status).toBe(404);
    expect((await postTo.pictures(other, assetId, { pages: [1] })).status).toBe(404);
  });
});

describe("the routes", () => {
  it("read, tell, choose and draw", async () => {
    const assetId = await keep(person, "报告.pdf", report);
    expect((await get(person, assetId)).status).toBe(404);
    const read = await post(person, { assetId });
    expect(read.status).toBe(200);
    const summary: unknown = await read.json();
    expect(summary).toMatchObject({ assetId, state: "ready", pageCount: 3 });
    expect(await (await get(person, assetId)).json()).toEqual(summary);
    const relevant = await postTo.relevant(person, assetId, { question: "毛利率", budgetTokens: 25 });
    expect(await relevant.json()).toEqual({ pages: [2] });
    const pictures = (await (await postTo.pictures(person, assetId, { pages: [1] })).json()) as { assets: unknown[] };
    expect(pictures.assets).toMatchObject([{ kind: "picture", mediaType: expect.stringMatching(/^image\//) }]);
  });

  it("refuse what they do not know", async () => {
    const assetId = await keep(person, "a.txt", "words");
    for (const body of [{}, { assetId: null }, { assetId: "x" }, { assetId, more: 1 }]) {
      expect((await errorOf(await post(person, body))).code).toBe("invalid_input");
    }
    for (const pages of [[], [0], [1.5], ["1"], Array.from({ length: 21 }, () => 1), null]) {
      expect((await postTo.pictures(person, assetId, { pages })).status).toBe(400);
    }
    expect((await postTo.relevant(person, assetId, { question: "x", budgetTokens: -1 })).status).toBe(400);
    expect((await postTo.relevant(person, assetId, { question: "x", budgetTokens: 1 })).status).toBe(503);
  });
});
