"use client";

import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { useFormat, useText } from "@/components/text-provider";
import { clock } from "@/components/library/sizes";
import { cn } from "@/lib/ui";
import { barPath, clamp, moveEnd, toBars, type Selection } from "./bars";

export type { Selection } from "./bars";

export interface WaveformProps {
  /** how loud it is from beginning to end, from 0 to 255; undefined: not known, a line stands for it */
  peaks: readonly number[] | undefined;
  durationMs: number;
  positionMs: number;
  /** absent: it is only looked at */
  onSeek?: ((positionMs: number) => void) | undefined;
  /** the space bar, while the waveform has the focus */
  onToggle?: (() => void) | undefined;
  /** the part that is meant, with a handle at each end */
  selection?: Selection | undefined;
  onSelectionChange?: ((selection: Selection) => void) | undefined;
  /** of the selection */
  minimumMs?: number;
  maximumMs?: number;
  /** what is heard */
  name: string;
  className?: string;
}

const strokeEveryPx = 4;

/** A sound drawn over its length: a slider that seeks, and where asked for two handles that mark a part of it. */
export function Waveform(props: WaveformProps) {
  const { peaks, durationMs, positionMs, onSeek, onToggle, selection, name, className } = props;
  const words = useText("player");
  const format = useFormat();
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const [count, setCount] = useState(100);

  useEffect(() => {
    const element = root.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) =>
      setCount(Math.max(12, Math.floor((entry?.contentRect.width ?? 400) / strokeEveryPx))),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const path = useMemo(() => (peaks?.length ? barPath(toBars(peaks, count)) : undefined), [peaks, count]);
  const share = durationMs > 0 ? clamp(positionMs / durationMs, 0, 1) : 0;
  const msAt = ({ clientX }: { clientX: number }) => {
    const box = root.current!.getBoundingClientRect();
    return clamp((clientX - box.left) / Math.max(1, box.width), 0, 1) * durationMs;
  };
  const seekTo = (ms: number) => onSeek?.(clamp(ms, 0, durationMs));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === " " && onToggle) onToggle();
    else {
      const to = keyTarget(event, positionMs, durationMs, Math.max(1_000, Math.min(5_000, durationMs / 20)));
      if (to === undefined) return;
      seekTo(to);
    }
    event.preventDefault();
  };
  const onPointer = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0 || !onSeek) return;
    if (event.type === "pointerdown") event.currentTarget.setPointerCapture(event.pointerId);
    else if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    seekTo(msAt(event));
  };

  return (
    <div ref={root} className={cn("relative h-12 min-w-0 touch-pan-y select-none", className)}>
      <div
        {...(onSeek
          ? {
              role: "slider",
              tabIndex: 0,
              "aria-label": format(words.position, { name }),
              "aria-valuemin": 0,
              "aria-valuemax": Math.round(durationMs / 1_000),
              "aria-valuenow": Math.round(positionMs / 1_000),
              "aria-valuetext": format(words.positionOf, { position: clock(positionMs), length: clock(durationMs) }),
              onKeyDown,
              onPointerDown: onPointer,
              onPointerMove: (event: PointerEvent<HTMLDivElement>) => event.buttons === 1 && onPointer(event),
            }
          : { "aria-hidden": true })}
        className={cn("absolute inset-0 rounded-md", onSeek && "cursor-pointer")}
      >
        <svg className="size-full" viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden>
          <clipPath id={`${id}-played`}>
            <rect x="0" y="0" height="100" width={share * 1_000} />
          </clipPath>
          {path ? (
            <>
              <path d={path} className={cn(strokeClasses, "stroke-input")} vectorEffect="non-scaling-stroke" />
              <path
                d={path}
                className={cn(strokeClasses, "stroke-primary")}
                vectorEffect="non-scaling-stroke"
                clipPath={`url(#${id}-played)`}
              />
            </>
          ) : (
            <>
              <path d="M0 50H1000" className={cn(lineClasses, "stroke-input")} vectorEffect="non-scaling-stroke" />
              {share > 0 && (
                <path
                  d={`M0 50H${share * 1_000}`}
                  className={cn(lineClasses, "stroke-primary")}
                  vectorEffect="non-scaling-stroke"
                />
              )}
            </>
          )}
        </svg>
      </div>
      {onSeek && durationMs > 0 && (
        <svg className="pointer-events-none absolute inset-0 size-full overflow-visible" aria-hidden>
          <svg x={`${share * 100}%`} className="overflow-visible">
            {path ? (
              <rect x="-1" width="2" height="100%" rx="1" className="fill-primary" />
            ) : (
              <circle cy="50%" r="6" className="fill-primary" />
            )}
          </svg>
        </svg>
      )}
      {selection && durationMs > 0 && <SelectionHandles {...props} selection={selection} msAt={msAt} />}
    </div>
  );
}

const strokeClasses = "fill-none [stroke-width:2] [stroke-linecap:round]";
const lineClasses = "fill-none [stroke-width:4] [stroke-linecap:round]";

interface SelectionHandlesProps extends WaveformProps {
  selection: Selection;
  msAt: (at: { clientX: number }) => number;
}

/** The part outside of the selection is dimmed; each end is a slider of its own. */
function SelectionHandles(props: SelectionHandlesProps) {
  const { selection, onSelectionChange, durationMs, minimumMs = 100, maximumMs = Infinity, msAt } = props;
  const words = useText("player");
  const format = useFormat();
  const percent = (ms: number) => `${clamp(ms / durationMs, 0, 1) * 100}%`;
  const move = (end: "from" | "to", ms: number) =>
    onSelectionChange?.(moveEnd(selection, end, ms, { durationMs, minimumMs, maximumMs }));
  const ends = [
    { end: "from", ms: selection.fromMs, label: words.selectionFrom },
    { end: "to", ms: selection.toMs, label: words.selectionTo },
  ] as const;
  return (
    <svg className="pointer-events-none absolute inset-0 size-full overflow-visible">
      <rect width={percent(selection.fromMs)} height="100%" className="fill-background/75" />
      <rect
        x={percent(selection.toMs)}
        width={percent(durationMs - selection.toMs)}
        height="100%"
        className="fill-background/75"
      />
      {ends.map(({ end, ms, label }) => (
        <svg key={end} x={percent(ms)} className="overflow-visible">
          <g
            role="slider"
            tabIndex={0}
            aria-label={label}
            aria-valuemin={0}
            aria-valuemax={Math.round(durationMs / 100) / 10}
            aria-valuenow={Math.round(ms / 100) / 10}
            aria-valuetext={format(words.seconds, { seconds: (ms / 1_000).toFixed(1) })}
            className="group pointer-events-auto cursor-ew-resize touch-none outline-none"
            onKeyDown={(event) => {
              const to = keyTarget(event, ms, durationMs, event.shiftKey ? 1_000 : 100);
              if (to === undefined) return;
              event.preventDefault();
              event.stopPropagation();
              move(end, to);
            }}
            onPointerDown={(event) => {
              if (event.button !== 0) return;
              event.currentTarget.setPointerCapture(event.pointerId);
              event.currentTarget.focus({ preventScroll: true });
            }}
            onPointerMove={(event) => {
              if (event.currentTarget.hasPointerCapture(event.pointerId)) move(end, msAt(event));
            }}
          >
            <rect x="-16" width="32" height="100%" className="fill-transparent" />
            <rect x="-1.5" width="3" height="100%" rx="1.5" className="fill-primary" />
            <rect
              x="-6"
              y={end === "from" ? "0" : "100%"}
              width="12"
              height="16"
              rx="4"
              className={cn(
                "fill-primary group-focus-visible:fill-foreground group-focus-visible:stroke-ring group-focus-visible:[stroke-width:3]",
                end === "to" && "-translate-y-4",
              )}
            />
          </g>
        </svg>
      ))}
    </svg>
  );
}

/** Where a key moves a slider to; undefined for keys that are not its affair. */
function keyTarget({ key }: { key: string }, ms: number, durationMs: number, stepMs: number): number | undefined {
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown":
      return ms - stepMs;
    case "ArrowRight":
    case "ArrowUp":
      return ms + stepMs;
    case "PageDown":
      return ms - durationMs / 10;
    case "PageUp":
      return ms + durationMs / 10;
    case "Home":
      return 0;
    case "End":
      return durationMs;
    default:
      return undefined;
  }
}
