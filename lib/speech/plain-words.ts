/** Letters, numbers and what is read with them: `x`, `n = 2`. */
const simpleFormula = /^[\p{L}\p{N}\s=+,.()<>-]{1,24}$/u;

/** Nobody writes longer lines by hand; they are looked at piece by piece, so that no pattern has far to look. */
const pieceLength = 400;

/** One line without the Markdown within it. */
export function plainWords(line: string): string {
  if (line.length <= pieceLength) return plainPiece(line);
  const pieces: string[] = [];
  for (let start = 0; start < line.length;) {
    const space = line.lastIndexOf(" ", start + pieceLength);
    const end = space > start ? space : start + pieceLength;
    pieces.push(plainPiece(line.slice(start, end)));
    start = end;
  }
  return pieces.join(" ").toWellFormed();
}

function plainPiece(line: string): string {
  return (
    line
      .replace(/\\([\\`*_{}[\]()#+\-.!|~$<>])/g, (whole, mark: string) => (/[()[\]]/.test(mark) ? whole : mark))
      .replace(/\$\$[^$\n]{1,2000}\$\$|\\\[[^\n]{1,2000}?\\\]/g, " ")
      .replace(/\\\(([^\n]{1,500}?)\\\)/g, (_, formula: string) => formulaOf(formula))
      .replace(/(?<![\w$])\$(?!\s)([^$\n]{1,500}?)(?<!\s)\$(?![\w$])/g, (_, formula: string) => formulaOf(formula))
      // Pictures by what they show, links by what they say.
      .replace(/!\[([^\]\n]{0,500})\]\([^)\n]{0,2000}\)/g, "$1")
      .replace(/\[([^\]\n]{1,500})\]\([^)\n]{0,2000}\)/g, "$1")
      .replace(/\[([^\]\n]{1,500})\]\[[^\]\n]{0,100}\]/g, "$1")
      .replace(/\[\^[^\]\n]{1,100}\]/g, "")
      .replace(/<(?:https?:\/\/|mailto:)?([^\s<>]{1,500}[.@][^\s<>]{1,500})>/g, "$1")
      .replace(/https?:\/\/([^\s/?#)]{1,255})[^\s)]{0,2000}/g, (_, host: string) => host.replace(/^www\./, ""))
      .replace(/<\/?[a-z][^<>\n]{0,300}>/gi, " ")
      .replace(/`{1,2}([^`\n]{1,1000})`{1,2}/g, "$1")
      .replace(/(\*{1,3}|~~|==)(?=\S)([^\n]{1,2000}?)(?<=\S)\1/g, "$2")
      .replace(/(?<![\p{L}\p{N}])(_{1,3})(?=\S)([^\n_]{1,2000}?)(?<=\S)\1(?![\p{L}\p{N}])/gu, "$2")
      .replace(/&(amp|lt|gt|quot|nbsp);/g, (_, name: string) => entities[name]!)
      .replace(/[ \t]{2,}/g, " ")
      .trim()
  );
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: " " };

/** What can be said is; what is drawn is left out. */
function formulaOf(formula: string): string {
  const plain = formula
    .replace(/\\(?:,|;|:|!|quad|qquad)/g, " ")
    .replace(/\\times/g, "×")
    .trim();
  return simpleFormula.test(plain) ? plain : " ";
}
