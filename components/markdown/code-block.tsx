"use client";

import { memo, useEffect, useRef, useState } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { useText } from "@/components/text-provider";
import type { CodeRun } from "./highlighter";
import { inReadingOrder } from "./entities";
import { resolveLanguage } from "./languages";
import { useNear } from "./near";

/** Longer code stays in one colour. */
const highlightLimit = 30_000;

interface CodeBlockProps {
  language: string;
  /** the code in pieces that do not change, but for the last while it arrives */
  chunks: readonly string[];
  closed: boolean;
}

/** A block of code with its language and a button that copies it; coloured when it is complete and near the visible part. */
export function CodeBlock({ language, chunks, closed }: CodeBlockProps) {
  const text = useText("chat").markdown;
  const figure = useRef<HTMLElement>(null);
  const runs = useRuns(figure, language, chunks, closed);
  return (
    <figure ref={figure} className="md-code">
      <figcaption>
        <span>{language || text.code}</span>
        <CopyButton size="iconSm" label={text.copyCode} text={() => chunks.join("").replace(/\n$/, "")} />
      </figcaption>
      <pre tabIndex={0} aria-label={language || text.code}>
        <code>{runs ? <Runs runs={runs} /> : chunks.map((chunk, index) => <Chunk key={index} text={chunk} />)}</code>
      </pre>
    </figure>
  );
}

const Chunk = memo(function Chunk({ text }: { text: string }) {
  return inReadingOrder(text);
});

const Runs = memo(function Runs({ runs }: { runs: readonly CodeRun[] }) {
  return runs.map(({ text, className }, index) =>
    className ? (
      <span key={index} className={className}>
        {inReadingOrder(text)}
      </span>
    ) : (
      inReadingOrder(text)
    ),
  );
});

function useRuns(
  figure: React.RefObject<HTMLElement | null>,
  language: string,
  chunks: readonly string[],
  closed: boolean,
): readonly CodeRun[] | undefined {
  const near = useNear(figure);
  const grammar = closed && near ? resolveLanguage(language) : undefined;
  const code = grammar ? chunks.join("") : "";
  const [result, setResult] = useState<{ code: string; runs: readonly CodeRun[] }>();
  useEffect(() => {
    if (!grammar || code.length > highlightLimit) return;
    const abort = new AbortController();
    void import("./highlighter")
      .then(({ highlight }) => highlight(code, grammar, abort.signal))
      .then((runs) => {
        if (runs && !abort.signal.aborted) setResult({ code, runs });
      })
      // a grammar that the engine cannot run leaves the code in one colour
      .catch(() => undefined);
    return () => abort.abort();
  }, [grammar, code]);
  return grammar && result?.code === code ? result.runs : undefined;
}
