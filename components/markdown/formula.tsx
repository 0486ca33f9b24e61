"use client";

import { useEffect, useRef, useState } from "react";
import { useNear } from "./near";

/** Longer formulas stay as their source: laying them out would stop the page. */
const texLimit = 4_000;

interface FormulaProps {
  tex: string;
  display: boolean;
  pending?: boolean;
}

/** A formula, drawn by KaTeX once it is near the visible part; its source until then, and where it cannot be drawn. */
export function Formula({ tex, display, pending = false }: FormulaProps) {
  const outer = useRef<HTMLSpanElement>(null);
  const target = useRef<HTMLSpanElement>(null);
  const near = useNear(outer);
  const [drawn, setDrawn] = useState<string | undefined>();
  const wanted = near && !pending && tex.length <= texLimit;

  useEffect(() => {
    if (!wanted) return;
    let current = true;
    void import("./katex").then(({ drawFormula }) => {
      if (!current || !target.current) return;
      const formula = drawFormula(tex, display);
      if (!formula) return;
      target.current.replaceChildren(formula);
      setDrawn(tex);
    });
    return () => {
      current = false;
    };
  }, [wanted, tex, display]);

  const isDrawn = drawn === tex;
  return (
    <span ref={outer} className="md-math" data-display={display || undefined} data-pending={pending || undefined}>
      <span ref={target} hidden={!isDrawn} />
      {isDrawn ? null : <code>{tex}</code>}
    </span>
  );
}
