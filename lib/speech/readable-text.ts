import { plainWords } from "./plain-words";

const words = {
  en: {
    code: (language: string) => `Here is a block of ${language === "" ? "" : `${language} `}code.`,
    formula: "Here is a formula.",
    cell: (head: string, cell: string) => (head === "" ? cell : `${head}: ${cell}`),
    between: ", ",
    end: ".",
  },
  zh: {
    code: (language: string) => `此处有一段 ${language === "" ? "" : `${language} `}代码。`,
    formula: "此处有一个公式。",
    cell: (head: string, cell: string) => (head === "" ? cell : `${head}：${cell}`),
    between: "，",
    end: "。",
  },
};

/**
 * What of an answer is read aloud: the words without their Markdown. Code and formulas are named, not read; links are
 * read by their text, tables row by row. The browser asks for the price of exactly this. Pure, in the language of the
 * text itself.
 */
export function readableText(markdown: string): string {
  const say = isChinese(markdown) ? words.zh : words.en;
  const read: string[] = [];
  const lines = markdown.replace(/\r\n?/g, "\n").split("\n");
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]!;
    const fence = /^\s{0,3}(?:>\s?)*\s*(`{3,}|~{3,})\s*([\w+#.-]*)/.exec(line);
    if (fence) {
      const closing = new RegExp(`^\\s*(?:>\\s?)*\\s*\\${fence[1]![0]}{${fence[1]!.length},}\\s*$`);
      while (++index < lines.length && !closing.test(lines[index]!));
      read.push(say.code(languageOf(fence[2]!)));
      continue;
    }
    if (isFormulaStart(line)) {
      const end = line.trim().startsWith("$$") ? "$$" : "\\]";
      if (!line.trim().slice(2).includes(end)) while (++index < lines.length && !lines[index]!.includes(end));
      read.push(say.formula);
      continue;
    }
    if (isTable(line, lines[index + 1])) {
      const heads = cellsOf(line);
      for (index += 2; index < lines.length && lines[index]!.includes("|"); index++) {
        const cells = cellsOf(lines[index]!).map((cell, column) => cell && say.cell(heads[column] ?? "", cell));
        const row = cells.filter(Boolean).join(say.between);
        if (row) read.push(row + say.end);
      }
      index--;
      continue;
    }
    read.push(lineOf(line));
  }
  return read
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** Without what makes it a heading, an item or a quotation. A rule between paragraphs is silence. */
function lineOf(line: string): string {
  if (/^\s{0,3}(?:[-*_]\s*){3,}$/.test(line) || /^\s{0,3}=+\s*$/.test(line)) return "";
  if (/^\s{0,3}\[\^?[^\]]{1,100}\]:\s/.test(line)) return "";
  const plain = line
    .replace(/^\s*(?:>\s?)+/, "")
    .replace(/^\s{0,3}#{1,6}\s+/, "")
    .replace(/\s#+\s*$/, "")
    .replace(/^\s*[-*+]\s+(?:\[[ xX]\]\s+)?/, "")
    .replace(/^\s*(\d{1,4})[.)]\s+/, "$1. ");
  return plainWords(plain);
}

function isFormulaStart(line: string): boolean {
  return /^\s*(?:\$\$|\\\[)/.test(line);
}

function isTable(line: string, next: string | undefined): boolean {
  return (
    line.includes("|") && next !== undefined && next.includes("-") && /^[\s|:-]+$/.test(next) && next.includes("|")
  );
}

function cellsOf(line: string): string[] {
  const inner = line
    .trim()
    .replace(/^\|/, "")
    .replace(/(?<!\\)\|$/, "");
  return inner.split(/(?<!\\)\|/).map((cell) => plainWords(cell.replaceAll("\\|", "|")).trim());
}

const languages: Record<string, string> = {
  ...{ js: "JavaScript", javascript: "JavaScript", ts: "TypeScript", typescript: "TypeScript", py: "Python" },
  ...{ python: "Python", sh: "shell", bash: "shell", shell: "shell", cpp: "C++", cs: "C#", csharp: "C#", rb: "Ruby" },
  ...{ json: "JSON", html: "HTML", css: "CSS", sql: "SQL", yaml: "YAML", yml: "YAML", md: "Markdown", go: "Go" },
  ...{ rust: "Rust", rs: "Rust", java: "Java", c: "C", php: "PHP", tsx: "TypeScript", jsx: "JavaScript" },
};

function languageOf(name: string): string {
  const known = languages[name.toLowerCase()];
  return known ?? (/^(text|txt|plain|plaintext)$/i.test(name) ? "" : name);
}

/** Whether most of it is written in ideographs. */
function isChinese(text: string): boolean {
  let ideographs = 0;
  let letters = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit >= 0x4e00 && unit <= 0x9fff) ideographs++;
    else if ((unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a)) letters++;
  }
  // A word of five letters says about what an ideograph or two do.
  return ideographs * 3 > letters;
}
