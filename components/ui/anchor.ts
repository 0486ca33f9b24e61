export type Side = "top" | "bottom" | "right";
export type Align = "start" | "center" | "end";

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

const gap = 6;
const edge = 8;

/** Where a floating box goes: beside its anchor, on the other side when there is no room, never outside the window. */
export function place(
  anchor: Box,
  floating: Pick<Box, "width" | "height">,
  viewport: Pick<Box, "width" | "height">,
  side: Side,
  align: Align,
): { left: number; top: number } {
  const clampTo = (value: number, length: number, whole: number) =>
    Math.max(edge, Math.min(value, whole - length - edge));
  if (side === "right") {
    const right = anchor.left + anchor.width + gap;
    const fits = right + floating.width + edge <= viewport.width;
    const left = fits ? right : anchor.left - gap - floating.width;
    const top = along(anchor.top, anchor.height, floating.height, align);
    return {
      left: clampTo(left, floating.width, viewport.width),
      top: clampTo(top, floating.height, viewport.height),
    };
  }
  const above = anchor.top - gap - floating.height;
  const below = anchor.top + anchor.height + gap;
  const fitsAbove = above >= edge;
  const fitsBelow = below + floating.height + edge <= viewport.height;
  const top = side === "top" ? (fitsAbove || !fitsBelow ? above : below) : fitsBelow || !fitsAbove ? below : above;
  const left = along(anchor.left, anchor.width, floating.width, align);
  return { left: clampTo(left, floating.width, viewport.width), top: clampTo(top, floating.height, viewport.height) };
}

function along(start: number, length: number, size: number, align: Align): number {
  if (align === "start") return start;
  if (align === "end") return start + length - size;
  return start + (length - size) / 2;
}

/** Puts a floating element at its anchor. Styles set from script are no matter of the content policy. */
export function moveTo(floating: HTMLElement, anchor: Element, side: Side, align: Align): void {
  const { left, top } = place(
    anchor.getBoundingClientRect(),
    { width: floating.offsetWidth, height: floating.offsetHeight },
    { width: document.documentElement.clientWidth, height: window.innerHeight },
    side,
    align,
  );
  floating.style.left = `${Math.round(left)}px`;
  floating.style.top = `${Math.round(top)}px`;
}
