"use client";

import {
  memo,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type Ref,
  type RefObject,
} from "react";
import type { Selection } from "@/components/finding/use-selection";
import { useLocale, useText } from "@/components/text-provider";
import { useNow } from "@/components/ui/relative-time";
import type { LibraryItem } from "@/lib/library/schema";
import { dayName } from "./days";
import { GridSkeleton } from "./grid-skeleton";
import { gapPx, layOut, lineOf, linesBetween, moved, shapeOf, type Line, type Move } from "./layout";
import { Tile } from "./tile";
import { useSpan } from "./use-span";

export interface GridHandle {
  /** puts the keyboard's focus on an item, where it is drawn after the next change */
  focus: (index: number) => void;
}

interface GridProps {
  ref?: Ref<GridHandle>;
  scroller: RefObject<HTMLElement | null>;
  items: readonly LibraryItem[];
  /** of each item, its day */
  days: readonly string[];
  label: string;
  hasMore: boolean;
  selection: Selection;
  hrefOf: (item: LibraryItem) => string;
  onOpen: (item: LibraryItem) => void;
  /** Delete was pressed on an item, selected or not */
  onRemove: (item: LibraryItem, index: number) => void;
  onSelectAll: () => void;
  /** the end comes near */
  onMore: () => void;
}

/** a day is named in full from this width on */
const roomyPx = 240;

const moves: Readonly<Record<string, Move>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
  Home: "first",
  End: "last",
};

/**
 * Items by day, as many as there are: only the lines near the window are drawn, and every line's place is known
 * beforehand, so that nothing moves. One item takes the keyboard's focus; arrows move it.
 */
export function Grid(props: GridProps) {
  const { ref, scroller, items, days, label, hasMore, selection, hrefOf, onOpen, onRemove, onSelectAll, onMore } =
    props;
  const content = useRef<HTMLDivElement>(null);
  const span = useSpan(scroller, content);
  const widthPx = span?.widthPx;
  const shape = useMemo(() => (widthPx ? shapeOf(widthPx) : undefined), [widthPx]);
  const layout = useMemo(() => shape && layOut(days, shape), [days, shape]);
  const [wanted, setActive] = useState(0);
  const active = Math.min(wanted, Math.max(0, items.length - 1));
  const focusNext = useRef(false);

  useImperativeHandle(ref, () => ({
    focus: (index) => {
      focusNext.current = true;
      setActive(Math.max(0, index));
    },
  }));

  useLayoutEffect(() => {
    if (!focusNext.current) return;
    const tile = content.current?.querySelector<HTMLElement>(`[data-index="${active}"]`);
    if (!tile) return;
    focusNext.current = false;
    tile.focus({ preventScroll: true });
  });

  const bottomPx = span?.bottomPx ?? 0;
  useEffect(() => {
    if (layout && hasMore && bottomPx > layout.heightPx) onMore();
  }, [layout, hasMore, bottomPx, onMore]);

  const go = (index: number) => {
    const line = layout?.lines[lineOf(layout, index)];
    const [outer, inner] = [scroller.current, content.current];
    if (!line || !outer || !inner) return;
    const topPx = inner.offsetTop + line.topPx;
    // the heading above belongs to the first line of a day
    if (topPx - gapPx * 6 < outer.scrollTop) outer.scrollTop = Math.max(0, topPx - gapPx * 6);
    else if (topPx + line.heightPx > outer.scrollTop + outer.clientHeight)
      outer.scrollTop = topPx + line.heightPx - outer.clientHeight + gapPx;
    focusNext.current = true;
    setActive(index);
  };

  const indexAt = (target: EventTarget, name: "index" | "select"): number | undefined => {
    const found = target instanceof Element ? target.closest<HTMLElement>(`[data-${name}]`) : null;
    return found ? Number(found.dataset[name]) : undefined;
  };

  const click = (event: MouseEvent) => {
    const box = indexAt(event.target, "select");
    const index = box ?? indexAt(event.target, "index");
    const item = index === undefined ? undefined : items[index];
    if (index === undefined || !item || event.button !== 0) return;
    event.preventDefault();
    setActive(index);
    if (box !== undefined || event.shiftKey || event.ctrlKey || event.metaKey)
      selection.choose(item.id, event.shiftKey);
    else onOpen(item);
  };

  const keyDown = (event: KeyboardEvent) => {
    const index = indexAt(event.target, "index");
    const item = index === undefined ? undefined : items[index];
    if (index === undefined || !item || !layout || event.altKey) return;
    const move = moves[event.key];
    if (move && !event.ctrlKey && !event.metaKey) {
      const next = moved(layout, index, move);
      if (event.shiftKey && items[next]) {
        if (!selection.ids) selection.choose(item.id, false);
        selection.choose(items[next].id, true);
      }
      go(next);
    } else if (event.key === " ") selection.choose(item.id, event.shiftKey);
    else if (event.key === "Delete" || event.key === "Backspace") onRemove(item, index);
    else if (event.key.toLowerCase() === "a" && (event.ctrlKey || event.metaKey)) onSelectAll();
    else if (event.key === "Escape" && selection.ids) selection.clear();
    else return;
    event.preventDefault();
  };

  const [first, end] = layout && span ? linesBetween(layout, span.topPx, span.bottomPx) : [0, 0];
  const lines = layout ? layout.lines.slice(first, end) : [];
  // The line with the focus is drawn wherever one has scrolled to: what has the focus must not vanish.
  const focused = layout && items.length > 0 ? layout.lines[lineOf(layout, active)] : undefined;
  if (focused && !lines.includes(focused)) lines.push(focused);

  return (
    <div
      ref={content}
      role="grid"
      aria-label={label}
      aria-multiselectable
      aria-busy={!layout}
      aria-rowcount={hasMore ? -1 : layout?.lines.length}
      aria-colcount={shape?.columns}
      className="relative"
      style={layout && { height: layout.heightPx }}
      onClick={click}
      onKeyDown={keyDown}
    >
      {shape && layout ? (
        lines.map((line) => (
          <GridLine
            key={line.key}
            line={line}
            rowIndex={lineOf(layout, line.from) + (line.type === "tiles" ? 1 : 0)}
            items={items}
            tilePx={shape.tilePx}
            selected={selection.ids}
            active={line.type === "tiles" && active >= line.from && active < line.to ? active : undefined}
            hrefOf={hrefOf}
          />
        ))
      ) : (
        <GridSkeleton />
      )}
    </div>
  );
}

interface GridLineProps {
  line: Line;
  rowIndex: number;
  items: readonly LibraryItem[];
  tilePx: number;
  selected: ReadonlySet<string> | undefined;
  active: number | undefined;
  hrefOf: (item: LibraryItem) => string;
}

const GridLine = memo(function GridLine({ line, rowIndex, items, tilePx, selected, active, hrefOf }: GridLineProps) {
  const place = { transform: `translateY(${line.topPx}px)`, height: line.heightPx };
  if (line.type === "heading") {
    return (
      <div role="row" aria-rowindex={rowIndex} className="absolute inset-x-0 top-0" style={place}>
        {line.days.map(({ day, column, span }) => (
          <div
            key={day}
            role="rowheader"
            className="absolute bottom-2 truncate text-sm font-medium"
            style={{ left: column * (tilePx + gapPx), width: span * (tilePx + gapPx) - gapPx }}
          >
            <DayName day={day} short={span * tilePx < roomyPx} />
          </div>
        ))}
      </div>
    );
  }
  return (
    <div
      role="row"
      aria-rowindex={rowIndex}
      className="absolute inset-x-0 top-0 flex"
      style={{ ...place, columnGap: gapPx }}
    >
      {items.slice(line.from, line.to).map((item, offset) => (
        <Tile
          key={item.id}
          item={item}
          index={line.from + offset}
          sizePx={tilePx}
          href={hrefOf(item)}
          selected={selected?.has(item.id) ?? false}
          active={line.from + offset === active}
          selecting={selected !== undefined && selected.size > 0}
        />
      ))}
    </div>
  );
});

function DayName({ day, short }: { day: string; short: boolean }) {
  const words = useText("library");
  const locale = useLocale();
  return dayName(day, useNow(), locale, words, short);
}
