import type { MarkedToken, Token } from "marked";
import { Fragment, type ReactNode } from "react";
import { decodeEntities, inReadingOrder } from "./entities";
import { Formula } from "./formula";
import type { MathToken } from "./math-tokens";
import { safeLink } from "./safe-link";

type InlineToken = MarkedToken | MathToken;

/** Words the drawing itself needs, from the page's language. */
export interface MarkdownWords {
  /** "Image" */
  image: string;
}

/** Tokens within a line as React nodes. Nothing here makes the browser fetch anything before a click. */
export function inlineNodes(tokens: readonly Token[] | undefined, words: MarkdownWords): ReactNode {
  if (!tokens) return null;
  const only = tokens[0] as InlineToken | undefined;
  if (tokens.length === 1 && only?.type === "text") return inlineNode(only, words);
  return tokens.map((token, index) => <Fragment key={index}>{inlineNode(token as InlineToken, words)}</Fragment>);
}

function inlineNode(token: InlineToken, words: MarkdownWords): ReactNode {
  switch (token.type) {
    case "text":
      return "tokens" in token && token.tokens
        ? inlineNodes(token.tokens, words)
        : decodeEntities(token.text as string);
    case "escape":
      return token.text;
    case "strong":
      return <strong>{inlineNodes(token.tokens, words)}</strong>;
    case "em":
      return <em>{inlineNodes(token.tokens, words)}</em>;
    case "del":
      return <del>{inlineNodes(token.tokens, words)}</del>;
    case "codespan":
      return <code>{inReadingOrder(token.text)}</code>;
    case "br":
      return <br />;
    case "html":
      return /^<br/i.test(token.text) ? <br /> : inReadingOrder(token.text);
    case "math":
      return <Formula tex={token.tex} display={token.display} pending={token.pending} />;
    case "link": {
      const content = inlineNodes(token.tokens, words);
      const href = token.autolink ? token.href : decodeEntities(token.href);
      const link = safeLink(href);
      if (!link) return plainLink(content, token.text, href);
      return (
        <a
          href={link.href}
          title={link.href}
          target="_blank"
          rel="noopener noreferrer nofollow"
          data-target={token.text.includes(link.target) ? undefined : link.target}
        >
          {content}
        </a>
      );
    }
    case "image": {
      const href = decodeEntities(token.href);
      const link = safeLink(href);
      const label = `${words.image}: ${decodeEntities(token.text) || "—"}`;
      if (!link) return <span className="md-image">{label}</span>;
      return (
        <a
          className="md-image"
          href={link.href}
          title={link.href}
          target="_blank"
          rel="noopener noreferrer nofollow"
          data-target={link.target}
        >
          {label}
        </a>
      );
    }
    case "checkbox":
      return <input type="checkbox" checked={token.checked} disabled readOnly aria-hidden="true" />;
    default:
      return inReadingOrder(token.raw);
  }
}

/** A link that may not be followed: its words, and its address as text where the two differ. */
function plainLink(content: ReactNode, text: string, href: string): ReactNode {
  return text === href ? (
    content
  ) : (
    <>
      {content} ({href.slice(0, 300)})
    </>
  );
}
