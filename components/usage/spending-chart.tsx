"use client";

import type { Locale } from "@/lib/core";
import { formatMoney } from "@/lib/core";
import { cn } from "@/lib/ui";
import { fractionOf, scaleTop, type Day } from "./spending";

/* Written out, so that Tailwind finds them. */
const fills = ["", "fill-chart-1", "fill-chart-2", "fill-chart-3", "fill-chart-4", "fill-chart-5", "fill-chart-6"];

export interface SpendingChartProps {
  days: readonly Day[];
  currency: string;
  locale: Locale;
  /** what it shows, with its most telling figure; the table holds the rest */
  summary: string;
}

const width = 10;
const bar = 7;
const height = 1000;

/**
 * Spending by day as stacked bars. Stretched by the browser, so the words stand outside the picture.
 *
 * A client component although it needs no script: of a picture drawn by a server component React may send a part late,
 * inside an element with a style attribute, which the content policy refuses.
 */
export function SpendingChart({ days, currency, locale, summary }: SpendingChartProps) {
  const top = scaleTop(days.reduce((largest, day) => (day.totalNanos > largest ? day.totalNanos : largest), 0n));
  const money = (nanos: bigint) => formatMoney(nanos, currency, locale);
  const date = new Intl.DateTimeFormat(locale, { month: "short", day: "numeric", timeZone: "UTC" });
  const marks = [...new Set([0, Math.floor((days.length - 1) / 2), days.length - 1])];
  return (
    <div className="tabular grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 text-xs text-muted-foreground">
      <div aria-hidden className="flex h-44 flex-col justify-between text-right leading-none">
        <span>{money(top)}</span>
        <span>{money(top / 2n)}</span>
        <span>{money(0n)}</span>
      </div>
      <svg
        role="img"
        aria-label={summary}
        viewBox={`0 0 ${days.length * width} ${height}`}
        preserveAspectRatio="none"
        className="h-44 w-full overflow-visible"
      >
        {[0, height / 2, height].map((y) => (
          <line
            key={y}
            x1="0"
            x2={days.length * width}
            y1={y}
            y2={y}
            className="stroke-border"
            strokeWidth="1"
            vectorEffect="non-scaling-stroke"
          />
        ))}
        {days.map((day, index) => (
          <g key={day.day} data-tooltip={`${date.format(new Date(day.day))} · ${money(day.totalNanos)}`}>
            <rect
              x={index * width}
              y="0"
              width={width}
              height={height}
              className="fill-transparent hover:fill-accent"
            />
            <Pieces day={day} x={index * width + (width - bar) / 2} top={top} />
          </g>
        ))}
      </svg>
      <span />
      <div aria-hidden className="mt-1.5 flex justify-between">
        {marks.map((index) => (
          <span key={index}>{days[index] && date.format(new Date(days[index].day))}</span>
        ))}
      </div>
    </div>
  );
}

function Pieces({ day, x, top }: { day: Day; x: number; top: bigint }) {
  let foot = 0n;
  return day.pieces.map((piece) => {
    const y = height - fractionOf(foot + piece.nanos, top) * height;
    const tall = fractionOf(piece.nanos, top) * height;
    foot += piece.nanos;
    // A day with spending shows, however little it was.
    return (
      <rect
        key={piece.modelId ?? ""}
        x={x}
        y={Math.min(y, height - 6)}
        width={bar}
        height={Math.max(tall, 6)}
        className={cn("pointer-events-none", fills[piece.colour])}
      />
    );
  });
}
