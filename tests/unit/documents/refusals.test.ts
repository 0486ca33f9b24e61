import { describe, expect, it } from "vitest";
import { extracted, reasonOf } from "@/tests/support/documents/extracted";
import { deflatedBlanks } from "@/tests/support/documents/bomb";
import { makeDocx, makePptx, makeXlsx, paragraph } from "@/tests/support/documents/office";
import { makePdf, makeProtectedPdf } from "@/tests/support/documents/pdf";
import { makeZip } from "@/tests/support/documents/zip";

const pdf = makePdf([[{ text: "Hello", y: 700 }]]);
const docx = makeDocx(paragraph("Hello"));
const png = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
const old = (stream: string) =>
  Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600), Buffer.from(stream, "utf16le")]);
const pdfType = "application/pdf";

describe("files that cannot be read", () => {
  it.each([
    ["a.pdf", "", "empty"],
    ["a.txt", Buffer.alloc(100), "empty"],
    ["a.txt", " \n\t\n ", "empty"],
    ["a.docx", makeDocx(paragraph("  ")), "empty"],
    ["a.pptx", makePptx([]), "empty"],
    ["a.xlsx", makeXlsx([{ name: "s", rows: [] }]), "empty"],
    ["a.html", "<html><script>1</script></html>", "empty"],
  ])("nothing in it: %s", async (name, data, reason) => {
    expect(await reasonOf(name, data)).toBe(reason);
  });

  it.each([
    ["a.pdf", makeProtectedPdf("secret")],
    ["a.docx", old("EncryptedPackage")],
    ["a.xlsx", old("EncryptedPackage")],
    ["a.docx", makeZip([{ name: "[Content_Types].xml", data: "<Types/>", claims: { encrypted: true } }])],
  ])("locked: %s", async (name, data) => {
    expect(await reasonOf(name, data)).toBe("encrypted");
  });

  it.each([
    ["a.pdf", "no header at all", "text"],
    ["a.pdf", png, "a picture"],
    ["a.pdf", docx, "a Word document"],
    ["a.docx", pdf, "a PDF"],
    ["a.docx", makeXlsx([{ name: "s", rows: [[1]] }]), "a workbook"],
    ["a.xlsx", makeZip([{ name: "readme.txt", data: "hello" }]), "an archive"],
    ["a.docx", old("WordDocument"), "an old Word document"],
    ["a.txt", pdf, "a PDF as text"],
    ["a.py", png, "a picture as code"],
    ["a.csv", docx, "a Word document as CSV"],
    ["a.html", Buffer.concat([Buffer.from("MZ"), Buffer.alloc(60), Buffer.from("This program")]), "a program"],
  ])("disguised: %s, %#: %s", async (name, data, _is) => {
    expect(await reasonOf(name, data)).toBe("disguised");
  });

  it("disguised: the media type names something else", async () => {
    expect(await reasonOf("a.docx", docx, pdfType)).toBe("disguised");
    expect(await reasonOf("a.txt", "Hello", pdfType)).toBe("disguised");
    expect(await reasonOf("report", "Hello", pdfType)).toBe("disguised");
    expect(await reasonOf("report", pdf, pdfType)).toBeUndefined();
  });

  it.each([
    ["the end is missing", "a.docx", docx.subarray(0, docx.length - 60)],
    ["the beginning is missing", "a.pdf", Buffer.concat([Buffer.from([0, 1, 2, 3]), pdf.subarray(300)])],
    ["nothing but a header", "a.pdf", "%PDF-1.7\n"],
    ["a wrong checksum", "a.docx", withPart({ checksum: 1 })],
    ["a size that is not true", "a.docx", withPart({ size: 7 })],
    [
      "a part twice",
      "a.docx",
      makeZip([
        { name: "x", data: "1" },
        { name: "x", data: "2" },
      ]),
    ],
  ])("damaged: %s", async (_, name, data) => {
    expect(await reasonOf(name, data)).toBe("damaged");
  });

  it.each(["a.doc", "a.xls", "a.rtf", "a.odt", "a.zip", "a.mp4", "a.epub"])(
    "of a kind not read here: %s",
    async (name) => {
      expect(await reasonOf(name, old("WordDocument"))).toBe("unsupported");
    },
  );

  it("of no kind at all", async () => {
    expect(await reasonOf("thing", png)).toBe("unsupported");
    expect(await reasonOf("thing.unknown", docx)).toBe("unsupported");
  });
});

describe("files that are made to do harm", () => {
  it("a bomb in an archive ends at its bound", async () => {
    const filling = { data: "", packed: deflatedBlanks(600), claims: { size: 600 * 1024 * 1024 } };
    const bomb = makeDocx("", [{ name: "word/footnotes.xml", ...filling }]);
    expect(bomb.length).toBeLessThan(1_000_000);
    expect(await reasonOf("a.docx", bomb)).toBe("too_large");
  });

  it("a part that unfolds to more than it says is damaged, after what it says", async () => {
    expect(await reasonOf("a.docx", withPart({ size: 10 }, "x".repeat(50_000_000)))).toBe("damaged");
  });

  it("elements in elements without end", async () => {
    expect(await reasonOf("a.docx", makeDocx("<w:x>".repeat(100_000)))).toBe("too_large");
    expect(await reasonOf("a.html", "<div>".repeat(100_000))).toBe("too_large");
    expect(await reasonOf("a.html", `<b>${"<p>x</b>".repeat(20_000)}`)).toBeUndefined();
  });

  it("declared entities stay what they are, and nothing is fetched", async () => {
    const lol = Array.from({ length: 9 }, (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`).join(
      "",
    );
    const dtd = `<!DOCTYPE x [<!ENTITY l0 "lol">${lol}<!ENTITY f SYSTEM "file:///etc/passwd">]>`;
    const notes = `${dtd}<w:footnotes><w:footnote>${paragraph("note").replace("note", "&l9;&f;note")}</w:footnote></w:footnotes>`;
    const { text } = await extracted("a.docx", makeDocx(paragraph("x"), [{ name: "word/footnotes.xml", data: notes }]));
    expect(text.length).toBeLessThan(1_000);
    expect(text).not.toContain("root:");
  });

  it("a text beyond what any model reads", async () => {
    expect(await reasonOf("a.txt", "word ".repeat(2_000_000))).toBe("too_large");
    const cells = { raw: '<c r="A1" t="s"><v>0</v></c>'.repeat(20_000) };
    const rows = [["y".repeat(1_000)], [cells]];
    expect(await reasonOf("a.xlsx", makeXlsx([{ name: "s", rows }]))).toBe("too_large");
  });

  it("names of object properties in a file are only names", async () => {
    const docx = makeDocx(
      `<w:p __proto__="x" constructor="y"><w:pPr><w:pStyle w:val="__proto__"/></w:pPr><w:r><w:t>safe</w:t></w:r></w:p>`,
    );
    expect((await extracted("__proto__.docx", docx)).text.trim()).toBe("safe");
    expect(({} as Record<string, unknown>).x).toBeUndefined();
    expect(await reasonOf("constructor", png)).toBe("unsupported");
  });

  it("a line of blanks takes no time to speak of", async () => {
    const started = performance.now();
    await extracted("a.txt", `x${" ".repeat(2_000_000)}y`);
    await extracted("a.html", `<p>x${" ".repeat(2_000_000)}y</p>`);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

/** A document with a part whose header says this of it. */
function withPart(claims: { size?: number; checksum?: number }, data = "<w:footnotes/>"): Buffer {
  return makeDocx(paragraph("x"), [{ name: "word/footnotes.xml", data, claims }]);
}
