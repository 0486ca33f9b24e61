"use client";

import { memo, useState } from "react";
import { useFormat, useText } from "@/components/text-provider";
import { inlineNodes, type MarkdownWords } from "./inline";
import { lexInline } from "./lex";
import type { Links } from "./scan";
import { readAlignments, splitCells, type Alignment } from "./table-cells";

const rowsPerGroup = 25;
const shownAtFirst = 100;
/** each press of the button shows five times as many */
const growth = 5;
const columnLimit = 60;

interface TableProps {
  head: string;
  rows: readonly string[];
  links: Links;
  words: MarkdownWords;
}

/** A table, scrolled sideways in its own box. A very long one shows its beginning and grows on request. */
export function TableBlock({ head, rows, links, words }: TableProps) {
  const text = useText("chat").markdown;
  const format = useFormat();
  const [limit, setLimit] = useState(shownAtFirst);
  const [headRow = "", delimiter = ""] = head.split("\n");
  const titles = splitCells(headRow).slice(0, columnLimit);
  const alignments = readAlignments(delimiter);
  const shown = Math.min(rows.length, limit);
  const groups = Array.from({ length: Math.ceil(shown / rowsPerGroup) }, (_, index) =>
    rows.slice(index * rowsPerGroup, Math.min(shown, (index + 1) * rowsPerGroup)).join("\n"),
  );
  return (
    <div className="md-table" tabIndex={0} role="group" aria-label={text.table}>
      <table>
        <thead>
          <tr>
            {titles.map((title, column) => (
              <th key={column} scope="col" data-align={alignments[column]}>
                {inlineNodes(lexInline(title, links), words)}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map((group, index) => (
          <Rows
            key={index}
            text={group}
            columns={titles.length}
            alignments={alignments.join()}
            links={links}
            words={words}
          />
        ))}
      </table>
      {rows.length > shown ? (
        <button type="button" className="md-more" onClick={() => setLimit(limit * growth)}>
          {format(text.moreRows, { shown, count: rows.length })}
        </button>
      ) : null}
    </div>
  );
}

interface RowsProps {
  text: string;
  columns: number;
  alignments: string;
  links: Links;
  words: MarkdownWords;
}

const Rows = memo(function Rows({ text, columns, alignments, links, words }: RowsProps) {
  const aligned = alignments.split(",") as Alignment[];
  return (
    <tbody>
      {text.split("\n").map((row, index) => (
        <tr key={index}>
          {splitCells(row, columns).map((cell, column) => (
            <td key={column} data-align={aligned[column] || undefined}>
              {inlineNodes(lexInline(cell, links), words)}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
});
