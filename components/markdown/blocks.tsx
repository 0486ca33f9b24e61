import type { MarkedToken, Token, Tokens } from "marked";
import { Fragment, type ReactNode } from "react";
import { CodeBlock } from "./code-block";
import { inlineNodes, type MarkdownWords } from "./inline";
import type { MathToken } from "./math-tokens";

type BlockToken = MarkedToken | MathToken;

/** Block tokens as React nodes. Answers stand below a heading of the page, so theirs begin at the third level. */
export function blockNodes(tokens: readonly Token[], words: MarkdownWords, closed: boolean): ReactNode {
  return tokens.map((token, index) => (
    <Fragment key={index}>{blockNode(token as BlockToken, words, closed || index < tokens.length - 1)}</Fragment>
  ));
}

function blockNode(token: BlockToken, words: MarkdownWords, closed: boolean): ReactNode {
  switch (token.type) {
    case "space":
    case "def":
      return null;
    case "paragraph":
      return <p>{inlineNodes(token.tokens, words)}</p>;
    case "text":
      return inlineNodes("tokens" in token && token.tokens ? token.tokens : [token], words);
    case "heading": {
      const Heading = (["h3", "h4", "h5", "h6", "h6", "h6"] as const)[token.depth - 1] ?? "h6";
      return <Heading data-depth={token.depth}>{inlineNodes(token.tokens, words)}</Heading>;
    }
    case "hr":
      return <hr />;
    case "blockquote":
      return <blockquote>{blockNodes(token.tokens, words, closed)}</blockquote>;
    case "list":
      return <ListBlock list={token as Tokens.List} words={words} closed={closed} />;
    case "code":
      return (
        <CodeBlock
          language={(token.lang ?? "").split(/\s/, 1)[0] ?? ""}
          chunks={[token.text as string]}
          closed={closed || /(?:```|~~~)\s*$/.test(token.raw)}
        />
      );
    case "checkbox":
      return inlineNodes([token], words);
    case "table":
      return <NestedTable table={token as Tokens.Table} words={words} />;
    default:
      return <p>{inlineNodes([token as Token], words)}</p>;
  }
}

function ListBlock({ list, words, closed }: { list: Tokens.List; words: MarkdownWords; closed: boolean }) {
  const items = list.items.map((item, index) => (
    <li key={index} data-task={item.task || undefined}>
      {blockNodes(item.tokens, words, closed || index < list.items.length - 1)}
    </li>
  ));
  if (!list.ordered) return <ul>{items}</ul>;
  return <ol start={list.start === "" || list.start === 1 ? undefined : list.start}>{items}</ol>;
}

/** A table inside a list or a quote; the parser's limits keep it small. */
function NestedTable({ table, words }: { table: Tokens.Table; words: MarkdownWords }) {
  return (
    <div className="md-table" tabIndex={0} role="group">
      <table>
        <thead>
          <tr>
            {table.header.map((cell, index) => (
              <th key={index} scope="col" data-align={cell.align ?? undefined}>
                {inlineNodes(cell.tokens, words)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column} data-align={cell.align ?? undefined}>
                  {inlineNodes(cell.tokens, words)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
