import { Parser } from "htmlparser2";
import { limits } from "../limits";
import { ReadingFailure } from "./failure";
import type { PageCollector } from "./page-collector";
import { Sections } from "./sections";

/** Elements whose content is no text of the page. */
const unseen = new Set("script style template svg iframe object canvas audio video select textarea button".split(" "));

const blocks = new Set(
  `address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form header
  hr html legend li main menu nav ol p section summary table tbody tfoot thead title ul h1 h2 h3 h4 h5 h6 pre tr`.split(
    /\s+/,
  ),
);
const empty = new Set("area base br col embed hr img input link meta param source track wbr".split(" "));

/** A web page as Markdown. Nothing it refers to is fetched; scripts, styles and what is marked as hidden are left out. */
export function readHtml(source: string, pages: PageCollector): boolean {
  const sections = new Sections(pages);
  let line = "";
  let depth = 0;
  let preformatted = 0;
  let hiddenFrom = 0;
  let heading = 0;
  const lists: { ordered: boolean; count: number }[] = [];
  let cells: string[] | undefined;
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (!empty.has(name) && ++depth > limits.depth) throw new ReadingFailure("too_large");
      if (hiddenFrom) return;
      if (!empty.has(name) && (unseen.has(name) || isHidden(attributes))) hiddenFrom = depth;
      else open(name, attributes);
    },
    onclosetag: (name) => {
      if (!hiddenFrom) close(name);
      if (empty.has(name)) return;
      if (depth === hiddenFrom) hiddenFrom = 0;
      depth--;
    },
    ontext: (text) => {
      if (hiddenFrom) return;
      if (preformatted) {
        const [first = "", ...rest] = text.split("\n");
        line += first;
        for (const next of rest) {
          sections.line(line);
          line = next;
        }
      } else {
        const words = text.replace(/\s+/g, " ");
        line += !line || line.endsWith(" ") ? words.trimStart() : words;
      }
    },
  });
  parser.write(source);
  parser.end();
  endLine();
  return sections.end();

  function open(name: string, attributes: Record<string, string>): void {
    if (blocks.has(name) && !cells) endLine();
    if (name === "br" && cells) line += " ";
    else if (name === "br") endLine();
    else if (/^h[1-6]$/.test(name)) heading = Number(name[1]);
    else if (name === "pre") preformatted++;
    else if (name === "ol" || name === "ul") lists.push({ ordered: name === "ol", count: 0 });
    else if (name === "li") {
      const list = lists.at(-1);
      if (list) list.count++;
      line = `${"  ".repeat(Math.max(0, Math.min(8, lists.length - 1)))}${list?.ordered ? `${list.count}.` : "-"} `;
    } else if (name === "tr") cells = [];
    else if ((name === "td" || name === "th") && cells) line = "";
    else if (name === "img" && attributes.alt?.trim()) line += `[${attributes.alt.trim()}]`;
  }

  function close(name: string): void {
    if ((name === "td" || name === "th") && cells) {
      cells.push(line.trim());
      line = "";
    } else if (name === "tr" && cells) {
      const row = [...cells, line.trim()].join(" | ").replace(/ \| $/, "");
      cells = undefined;
      line = "";
      if (row.replaceAll("|", "").trim()) sections.line(`| ${row} |`);
    } else if (cells) {
      // Blocks in a cell stay on the row's line.
      if (blocks.has(name)) line += " ";
    } else if (/^h[1-6]$/.test(name) || name === "title") {
      const text = line.trim();
      line = "";
      if (text) {
        sections.heading(text);
        sections.line("");
        sections.line(name === "title" ? text : `${"#".repeat(heading)} ${text}`);
        sections.line("");
      }
    } else if (blocks.has(name)) {
      endLine();
      if (/^(p|ul|ol|table|pre|blockquote|dl)$/.test(name) && lists.length < 2) sections.line("");
    }
    if (name === "pre") preformatted = Math.max(0, preformatted - 1);
    if (name === "ol" || name === "ul") lists.pop();
  }

  function endLine(): void {
    const text = preformatted ? line : line.trimEnd().replace(/^ (?=\S)/, "");
    if (text.trim()) sections.line(text);
    line = "";
  }
}

function isHidden(attributes: Record<string, string>): boolean {
  return (
    "hidden" in attributes ||
    attributes["aria-hidden"] === "true" ||
    /display\s*:\s*none|visibility\s*:\s*hidden/i.test((attributes.style ?? "").slice(0, 1000))
  );
}

/** The encoding that a page names for itself. */
export function namedEncoding(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 2048)).toString("latin1");
  return /<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w-]{2,30})/i.exec(head)?.[1];
}
