import { describe, expect, it } from "vitest";
import { extracted } from "@/tests/support/documents/extracted";
import { makeDocx, makePptx, makeXlsx, paragraph } from "@/tests/support/documents/office";
import { makePdf } from "@/tests/support/documents/pdf";

describe("PDF", () => {
  it("gives the text of each page, Chinese by the package's own character maps", async () => {
    const pdf = makePdf([
      [
        { text: "年度报告", y: 780, size: 20 },
        { text: "毛利率为百分之四十一。", y: 720 },
        { text: "Gross margin (2025)", y: 706 },
      ],
      [{ text: "第二页：员工", y: 780 }],
    ]);
    const { unit, scanned, pages } = await extracted("报告.pdf", pdf, "application/pdf");
    expect({ unit, scanned }).toEqual({ unit: "page", scanned: false });
    expect(pages.map(({ number, title, text }) => ({ number, title, text }))).toEqual([
      { number: 1, title: "年度报告", text: "年度报告\n\n毛利率为百分之四十一。\nGross margin (2025)" },
      { number: 2, title: "第二页：员工", text: "第二页：员工" },
    ]);
    expect(pages[0]!.tokens).toBeGreaterThan(10);
  });

  it("tells when its pages are pictures", async () => {
    const { scanned, pages } = await extracted("scan.pdf", makePdf([[], [], []], { scanned: true }));
    expect(scanned).toBe(true);
    expect(pages).toHaveLength(3);
  });
});

describe("Word", () => {
  it("keeps headings, lists and tables, also with the style names of a Chinese Word", async () => {
    const body = [
      paragraph("经营情况", '<w:pStyle w:val="1"/>'),
      paragraph("收入 < 成本 & 其他"),
      paragraph("细节", '<w:pStyle w:val="Sub"/>'),
      paragraph("第一", '<w:numPr><w:ilvl w:val="0"/></w:numPr>'),
      paragraph("其下", '<w:numPr><w:ilvl w:val="1"/></w:numPr>'),
      `<w:tbl><w:tr><w:tc>${paragraph("项目")}</w:tc><w:tc>${paragraph("数")}${paragraph("量")}</w:tc></w:tr></w:tbl>`,
    ].join("");
    const { unit, text, pages } = await extracted("a.docx", makeDocx(body));
    expect(unit).toBe("section");
    expect(text.trim()).toBe("# 经营情况\n\n收入 < 成本 & 其他\n\n## 细节\n\n- 第一\n  - 其下\n| 项目 | 数 量 |");
    expect(pages[0]!.title).toBe("经营情况");
  });

  it("leaves out what is deleted, hidden, or said a second time for older programs", async () => {
    const body =
      `<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:t>here</w:t></w:r>` +
      `<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>` +
      `<w:r><mc:AlternateContent><mc:Choice><w:t> once</w:t></mc:Choice><mc:Fallback><w:t>twice</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>`;
    expect((await extracted("a.docx", makeDocx(body))).text.trim()).toBe("here once");
  });

  it("reads footnotes", async () => {
    const notes = `<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote>${paragraph("See page 9.")}</w:footnote></w:footnotes>`;
    const docx = makeDocx(paragraph("Text"), [{ name: "word/footnotes.xml", data: notes }]);
    expect((await extracted("a.docx", docx)).text).toContain("See page 9.");
  });

  it("is divided at headings once there is enough to choose from", async () => {
    const chapter = (title: string) =>
      paragraph(title, '<w:pStyle w:val="1"/>') + paragraph("Some words that fill a page. ".repeat(120));
    const { pages } = await extracted("a.docx", makeDocx(chapter("One") + chapter("Two") + chapter("Three")));
    expect(pages.map(({ title }) => title)).toEqual(["One", "Two", "Three"]);
  });
});

describe("PowerPoint", () => {
  it("gives slides in the order shown, with tables and notes, without page numbers", async () => {
    const { unit, pages } = await extracted(
      "a.pptx",
      makePptx([
        { title: "封面", lines: ["你好"], notes: "欢迎大家" },
        { title: "Two", lines: ["A", "B"], table: [["x", "y"]] },
      ]),
    );
    expect(unit).toBe("slide");
    expect(pages.map(({ title, text }) => ({ title, text }))).toEqual([
      { title: "封面", text: "# 封面\n你好\n\nNotes:\n欢迎大家" },
      { title: "Two", text: "# Two\nA\nB\n| x | y |" },
    ]);
  });
});

describe("Excel", () => {
  it("writes dates, shares and numbers as people do", async () => {
    const rows = [
      ["日期", "比例", "数量", "对"],
      [{ raw: '<c r="A2" s="1"><v>45292</v></c>' }, { raw: '<c r="B2" s="2"><v>0.125</v></c>' }, 0.1 + 0.2],
      [{ raw: '<c r="B3" t="b"><v>1</v></c>' }, { raw: '<c r="D3" t="inlineStr"><is><t>在线</t></is></c>' }],
      [{ raw: '<c r="A4"><f>A1+1</f><v>7</v></c>' }, { raw: '<c r="XFD4"><v>9</v></c>' }],
    ];
    const { unit, pages } = await extracted("a.xlsx", makeXlsx([{ name: "销售", rows }]));
    expect(unit).toBe("sheet");
    expect(pages).toHaveLength(1);
    expect(pages[0]!.title).toBe("销售");
    expect(pages[0]!.text).toBe("日期\t比例\t数量\t对\n2024-01-01\t12.5%\t0.3\n\tTRUE\t\t在线\n7\tXFD4: 9");
  });

  it("divides long sheets, each part with the names of the columns", async () => {
    const rows = [["name", "amount"], ...Array.from({ length: 1_000 }, (_, index) => [`item ${index}`, index])];
    const { pages } = await extracted(
      "a.xlsx",
      makeXlsx([
        { name: "S", rows },
        { name: "T", rows: [["end"]] },
      ]),
    );
    expect(pages.length).toBeGreaterThan(2);
    expect(pages[0]!.title).toMatch(/^S \(1–\d+\)$/);
    expect(pages[1]!.text.startsWith("name\tamount\nitem ")).toBe(true);
    expect(pages.at(-1)!.title).toBe("T");
  });
});

describe("text of every kind", () => {
  it("reads a web page without its scripts and what it hides", async () => {
    const page = `<!doctype html><html><head><title>标题</title><style>p{}</style></head><body><nav>Home</nav><h1>Head &amp; shoulders</h1>
      <p>Hello <b>bold</b>
      world<br>next</p><ul><li>a<ul><li>deep</ul><li>b</ul><ol><li>x</ol><table><tr><th>k<th>v<tr><td>1<td>2</table>
      <pre>if (a)\n  b;</pre><div hidden>secret</div><p style="display: none">secret</p><script>alert("x")</script><img alt="A cat" src="http://169.254.169.254/"></body></html>`;
    const { text } = await extracted("a.html", page);
    for (const words of [
      "标题",
      "# Head & shoulders",
      "Hello bold world\nnext",
      "- a\n  - deep",
      "1. x",
      "| k | v |",
    ]) {
      expect(text).toContain(words);
    }
    expect(text).toContain("if (a)\n  b;");
    expect(text).toContain("[A cat]");
    expect(text).not.toMatch(/secret|alert|169\.254/);
  });

  it("reads a page in the encoding it names", async () => {
    const page = Buffer.concat([
      Buffer.from('<meta charset="shift_jis"><p>'),
      Buffer.from("83658358836783528393", "hex"),
      Buffer.from("</p>"),
    ]);
    expect((await extracted("a.htm", page)).text).toContain("テストコン");
  });

  it("keeps Markdown and code exactly, in sections that join to the whole", async () => {
    const markdown = Array.from({ length: 60 }, (_, index) => `## Part ${index}\n\n${"word ".repeat(60)}end`).join(
      "\n\n",
    );
    const { text, pages } = await extracted("a.md", markdown);
    expect(text).toBe(markdown);
    expect(pages.length).toBeGreaterThan(2);
    expect(pages[1]!.title).toMatch(/^Part \d+$/);

    const code = Array.from({ length: 800 }, (_, index) => `  const value${index} = ${index};`).join("\n");
    const read = await extracted("a.ts", code, "video/mp2t");
    expect(read.text).toBe(code);
    expect(read.pages[0]!.title).toMatch(/^1–\d+$/);
  });

  it("cuts a line without an end where it may", async () => {
    const line = "汉字😀".repeat(5_000);
    const { pages } = await extracted("a.txt", line);
    expect(pages.map(({ text }) => text).join("")).toBe(line);
  });

  it("reads CSV by rows, quotes over several lines included", async () => {
    const rows = Array.from({ length: 900 }, (_, index) => `${index},"first\nsecond ""x""",end`);
    const { unit, pages } = await extracted(
      "a.csv",
      ["id,words,last", ...rows].join("\r\n"),
      "application/vnd.ms-excel",
    );
    expect(unit).toBe("sheet");
    expect(pages[1]!.title).toMatch(/^\(\d+–\d+\)$/);
    expect(pages[1]!.text).toMatch(/^id,words,last\n\d+,"first\nsecond/);
  });

  it("reads a text whose name says nothing", async () => {
    expect((await extracted("Dockerfile", "FROM node\n")).text).toContain("FROM node");
    expect((await extracted("notes", "just words")).text).toBe("just words");
  });

  it("mends what PDF producers and editors do to text", async () => {
    const long = "words ".repeat(100);
    const { text } = await extracted("a.txt", `⼀⽉\u0000\u0007 x  \r\n\r\n\r\n\r\n\r\n${long}`);
    expect(text).toBe(`一月 x\n\n\n${long.trim()}`);
  });
});
