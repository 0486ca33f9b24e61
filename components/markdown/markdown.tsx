"use client";

import "./markdown.css";
import { memo, useEffect, useMemo, useState } from "react";
import { useText } from "@/components/text-provider";
import { blockNodes } from "./blocks";
import { calm } from "./calm";
import { CodeBlock } from "./code-block";
import { inReadingOrder } from "./entities";
import { Formula } from "./formula";
import type { MarkdownWords } from "./inline";
import { lexSegment } from "./lex";
import { advance, emptyScan, finish, openSegment, type Links, type Scan, type Segment } from "./scan";
import { TableBlock } from "./table";

interface MarkdownProps {
  text: string;
  /** more is coming */
  streaming?: boolean;
}

/** groups of segments mounted at once; a very long text shows the rest in idle moments */
const groupsAtOnce = 3;

interface Reading {
  text: string;
  streaming: boolean;
  scan: Scan;
  /** number of groups that may be mounted */
  revealed: number;
}

/**
 * Markdown as React elements: hostile text draws as text, and nothing is fetched without a click.
 * While it streams only its last segment is parsed again; everything before is memoised in groups.
 */
export function Markdown({ text, streaming = false }: MarkdownProps) {
  const [reading, setReading] = useState<Reading>(() => read(undefined, text, streaming));
  if (reading.text !== text || reading.streaming !== streaming) setReading(read(reading, text, streaming));
  const { scan, revealed } = reading;
  const hasHidden = scan.groups.length > revealed;

  useEffect(() => {
    if (!hasHidden) return;
    const more = () => setReading((current) => ({ ...current, revealed: current.revealed + groupsAtOnce }));
    if (!("requestIdleCallback" in globalThis)) {
      const timer = setTimeout(more, 50);
      return () => clearTimeout(timer);
    }
    const handle = requestIdleCallback(more, { timeout: 500 });
    return () => cancelIdleCallback(handle);
  }, [hasHidden, revealed]);

  const { image } = useText("chat").markdown;
  const words = useMemo(() => ({ image }), [image]);
  // definitions that arrive late must not redraw everything before them again and again
  const links = streaming ? emptyScan.links : scan.links;
  const open = streaming ? openSegment(scan) : undefined;
  return (
    <div className="md">
      {scan.groups.slice(0, revealed).map((group, index) => (
        <Group key={index} segments={group} links={links} words={words} />
      ))}
      {hasHidden ? null : (
        <div className="md-group">
          {scan.recent.map((segment, index) => (
            <Block key={index} segment={segment} links={links} words={words} closed />
          ))}
          {open ? <Block key={scan.recent.length} segment={open} links={links} words={words} closed={false} /> : null}
        </div>
      )}
    </div>
  );
}

function read(before: Reading | undefined, text: string, streaming: boolean): Reading {
  const advanced = advance(before?.scan ?? emptyScan, text);
  const scan = streaming ? advanced : finish(advanced);
  const had = before?.scan.groups.length ?? 0;
  // what grew under the reader's eyes stays in view; what came at once is shown piece by piece
  const grew = before !== undefined && before.revealed >= had && scan.groups.length - had <= groupsAtOnce;
  return { text, streaming, scan, revealed: grew ? scan.groups.length : Math.max(groupsAtOnce, before?.revealed ?? 0) };
}

interface GroupProps {
  segments: readonly Segment[];
  links: Links;
  words: MarkdownWords;
}

const Group = memo(function Group({ segments, links, words }: GroupProps) {
  return (
    <div className="md-group">
      {segments.map((segment, index) => (
        <Block key={index} segment={segment} links={links} words={words} closed />
      ))}
    </div>
  );
});

interface BlockProps {
  segment: Segment;
  links: Links;
  words: MarkdownWords;
  closed: boolean;
}

const Block = memo(function Block({ segment, links, words, closed }: BlockProps) {
  switch (segment.kind) {
    case "markdown":
      return (
        <MarkdownBlock raw={segment.raw} continued={segment.continued} links={links} words={words} closed={closed} />
      );
    case "plain":
      return <p className="md-plain">{inReadingOrder(segment.text)}</p>;
    case "code":
      return <CodeBlock language={segment.language} chunks={segment.chunks} closed={segment.closed} />;
    case "math":
      return <Formula tex={segment.tex} display pending={!segment.closed} />;
    case "table":
      return <TableBlock head={segment.head} rows={segment.rows} links={links} words={words} />;
  }
});

interface MarkdownBlockProps {
  raw: string;
  continued: boolean;
  links: Links;
  words: MarkdownWords;
  closed: boolean;
}

function MarkdownBlock({ raw, continued, links, words, closed }: MarkdownBlockProps) {
  const nodes = useMemo(
    () => blockNodes(lexSegment(closed ? raw : calm(raw), links), words, closed),
    [raw, links, words, closed],
  );
  return continued ? <div className="md-continued">{nodes}</div> : nodes;
}
