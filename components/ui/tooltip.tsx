"use client";

import { useEffect, useRef } from "react";
import { moveTo } from "./anchor";

const delayMs = 450;

/**
 * Shows the tooltip of whatever carries `data-tooltip` (and `data-tooltip-keys`) under the pointer or the keyboard's
 * focus. One host for the page, so an icon button needs no script of its own; its name for assistive technology is its
 * `aria-label`, and the tooltip is only for the eyes.
 */
export function TooltipHost() {
  const bubble = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const element = bubble.current;
    if (!element) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let owner: Element | null = null;

    const hide = () => {
      clearTimeout(timer);
      owner = null;
      if (element.matches(":popover-open")) element.hidePopover();
    };
    const show = (target: HTMLElement) => {
      const text = target.dataset.tooltip;
      if (!text || !target.isConnected || target.getAttribute("aria-expanded") === "true") return;
      const [words, keys] = element.children as unknown as [HTMLElement, HTMLElement];
      words.textContent = text;
      keys.textContent = target.dataset.tooltipKeys ?? "";
      if (!element.matches(":popover-open")) element.showPopover();
      moveTo(element, target, target.dataset.tooltipSide === "right" ? "right" : "top", "center");
    };
    const aim = (target: EventTarget | null, wait: number) => {
      const next = target instanceof Element ? target.closest<HTMLElement>("[data-tooltip]") : null;
      if (next === owner) return;
      hide();
      owner = next;
      if (next) timer = setTimeout(() => show(next), wait);
    };

    const onPointer = (event: PointerEvent) => {
      if (event.pointerType !== "touch") aim(event.target, delayMs);
    };
    const onFocus = (event: FocusEvent) => {
      if (event.target instanceof Element && event.target.matches(":focus-visible")) aim(event.target, 0);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape") hide();
    };
    document.addEventListener("pointerover", onPointer);
    document.addEventListener("pointerdown", hide);
    document.addEventListener("focusin", onFocus);
    document.addEventListener("focusout", hide);
    document.addEventListener("keydown", onKey);
    window.addEventListener("scroll", hide, { capture: true, passive: true });
    return () => {
      clearTimeout(timer);
      document.removeEventListener("pointerover", onPointer);
      document.removeEventListener("pointerdown", hide);
      document.removeEventListener("focusin", onFocus);
      document.removeEventListener("focusout", hide);
      document.removeEventListener("keydown", onKey);
      window.removeEventListener("scroll", hide, { capture: true });
    };
  }, []);

  return (
    <div
      ref={bubble}
      popover="manual"
      aria-hidden
      className="pointer-events-none fixed max-w-72 rounded-md bg-foreground px-2 py-1 text-xs text-background open:flex open:gap-2"
    >
      <span />
      <span className="opacity-60" />
    </div>
  );
}
