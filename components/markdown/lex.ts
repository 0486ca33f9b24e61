import { Lexer, Tokenizer, type Token, type Tokens } from "marked";
import { readCjkEmphasis } from "./cjk";
import { nextMath, readMath } from "./math-tokens";
import { normalLabel, segmentLimit, type Links } from "./scan";

/** Deeper quotes and lists are text. People stop at four. */
const blockDepthLimit = 10;
/** Deeper emphasis and links are text. */
const inlineDepthLimit = 12;
/** Text with more runs of emphasis marks is drawn without emphasis: each run may be compared with every other. */
const emphasisLimit = 300;

/**
 * The parser's tokens of one segment.
 *
 * No HTML is recognised: tags stay as the text they are, `<br>` alone breaks the line. The work is bounded by the length
 * of a segment and by the depth of nesting, so hostile text costs time in proportion to its length.
 */
export function lexSegment(raw: string, links: Links): Token[] {
  if (raw.length > 2 * segmentLimit) return [{ type: "text", raw, text: raw }];
  return newLexer(links).lex(raw);
}

/** The parser's tokens of text within a line, such as a table's cell. */
export function lexInline(raw: string, links: Links): Token[] {
  if (raw.length > segmentLimit) return [{ type: "text", raw, text: raw }];
  return newLexer(links).inlineTokens(raw);
}

function newLexer(links: Links): BoundedLexer {
  const lexer = new BoundedLexer({
    gfm: true,
    tokenizer: new PlainTokenizer(),
    extensions: {
      renderers: {},
      childTokens: {},
      inline: [(source) => readMath(source)],
      startInline: [(source) => nextMath(source)],
    },
  });
  for (const [label, link] of Object.entries(links)) {
    lexer.tokens.links[label] = { href: link.href, title: link.title ?? null };
  }
  return lexer;
}

class BoundedLexer extends Lexer {
  private depth = 0;
  /** false while text with too many marks is read */
  emphasis = true;

  override inlineTokens(source: string, tokens: Token[] = []): Token[] {
    if (this.depth >= inlineDepthLimit) {
      tokens.push({ type: "text", raw: source, text: source });
      return tokens;
    }
    if (this.depth === 0) this.emphasis = (source.match(/[*_~]+/g)?.length ?? 0) <= emphasisLimit;
    this.depth++;
    try {
      return super.inlineTokens(source, tokens);
    } finally {
      this.depth--;
    }
  }
}

class PlainTokenizer extends Tokenizer {
  private depth = 0;

  override blockquote(source: string): Tokens.Blockquote | undefined {
    return this.nested(() => super.blockquote(source));
  }

  override list(source: string): Tokens.List | undefined {
    return this.nested(() => super.list(source));
  }

  private nested<Found>(read: () => Found | undefined): Found | undefined {
    if (this.depth >= blockDepthLimit) return undefined;
    this.depth++;
    try {
      return read();
    } finally {
      this.depth--;
    }
  }

  override html(): undefined {
    return undefined;
  }

  override tag(source: string): undefined | Tokens.Tag {
    const found = /^<br[ \t]*\/?>/i.exec(source);
    if (!found) return undefined;
    return { type: "html", raw: found[0], text: found[0], block: false, inLink: false, inRawBlock: false };
  }

  /** Definitions were collected from the whole text; a footnote's is not one. */
  override def(source: string): Tokens.Def | undefined {
    const found = super.def(source);
    return found && !found.tag.startsWith("^") ? { ...found, tag: normalLabel(found.tag) } : undefined;
  }

  override emStrong(source: string, masked: string, previous?: string): Tokens.Em | Tokens.Strong | undefined {
    if (this.lexer instanceof BoundedLexer && !this.lexer.emphasis) return undefined;
    const length = source.startsWith("**") ? readCjkEmphasis(source, masked, "**") : undefined;
    if (length === undefined) return super.emStrong(source, masked, previous);
    const text = source.slice(2, length - 2);
    return { type: "strong", raw: source.slice(0, length), text, tokens: this.lexer.inlineTokens(text) };
  }

  override del(source: string, masked: string, previous?: string): Tokens.Del | undefined {
    const length = source.startsWith("~~") ? readCjkEmphasis(source, masked, "~~") : undefined;
    if (length !== undefined) {
      const text = source.slice(2, length - 2);
      return { type: "del", raw: source.slice(0, length), text, tokens: this.lexer.inlineTokens(text) };
    }
    // one tilde means "about" far more often than it means "struck out"
    const found = super.del(source, masked, previous);
    return found?.raw.startsWith("~~") ? found : undefined;
  }
}
