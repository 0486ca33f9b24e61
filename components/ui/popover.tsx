"use client";

import {
  cloneElement,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type HTMLAttributes,
  type KeyboardEventHandler,
  type MouseEventHandler,
  type ReactElement,
  type ReactNode,
  type RefAttributes,
} from "react";
import { cn } from "@/lib/ui";
import { moveTo, type Align, type Side } from "./anchor";

type TriggerProps = HTMLAttributes<HTMLElement> & RefAttributes<HTMLElement> & { popoverTarget?: string | undefined };

export interface PopoverProps {
  /** the button that opens it */
  trigger: ReactElement<TriggerProps>;
  /** accessible name of what opens */
  label: string;
  role?: "dialog" | "menu" | "listbox";
  side?: Side;
  align?: Align;
  /** drawn only while it is open */
  children: ReactNode | ((close: () => void) => ReactNode);
  className?: string;
  onOpenChange?: (open: boolean) => void;
  onKeyDown?: KeyboardEventHandler<HTMLDivElement>;
  /** called once the content stands on the page, to place the focus */
  onShow?: (content: HTMLElement) => void;
}

/**
 * Something that opens beside a button: the browser's own popover, so Escape, a click outside and the return of the
 * focus are its affair. On phones it is a sheet at the foot of the screen.
 */
export function Popover(props: PopoverProps) {
  const { trigger, label, role = "dialog", side = "bottom", align = "start", children, className } = props;
  const { onOpenChange, onKeyDown, onShow } = props;
  const [open, setOpen] = useState(false);
  // Only once the browser has opened it: named within the click that opens, the button would close it by the same click.
  const [settled, setSettled] = useState(false);
  const id = useId();
  const anchor = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const shown = useRef(onShow);
  useEffect(() => {
    shown.current = onShow;
  });

  const close = useCallback(() => document.getElementById(id)?.hidePopover(), [id]);

  useLayoutEffect(() => {
    const element = content.current;
    if (!open || !element || !anchor.current) return;
    const button = anchor.current;
    const settle = () => {
      if (window.matchMedia("(max-width: 639.98px)").matches) element.removeAttribute("style");
      else moveTo(element, button, side, align);
    };
    if (!element.matches(":popover-open")) element.showPopover();
    settle();
    if (shown.current) shown.current(element);
    const grown = new ResizeObserver(settle);
    grown.observe(element);
    window.addEventListener("resize", settle);
    window.addEventListener("scroll", settle, { capture: true, passive: true });
    return () => {
      grown.disconnect();
      window.removeEventListener("resize", settle);
      window.removeEventListener("scroll", settle, { capture: true });
    };
  }, [open, side, align]);

  const onClick: MouseEventHandler<HTMLElement> = (event) => {
    trigger.props.onClick?.(event);
    // While it is open the browser closes it by `popoverTarget`.
    if (event.defaultPrevented || open) return;
    setOpen(true);
    onOpenChange?.(true);
  };

  return (
    <>
      {cloneElement<TriggerProps>(trigger, {
        ref: anchor,
        onClick,
        popoverTarget: open && settled ? id : undefined,
        "aria-haspopup": role,
        "aria-expanded": open,
        "aria-controls": open ? id : undefined,
      })}
      {open && (
        <div
          ref={content}
          id={id}
          popover="auto"
          role={role}
          aria-label={label}
          tabIndex={-1}
          className={cn(
            "fixed max-h-[min(34rem,calc(100dvh-1rem))] w-72 max-w-[calc(100vw-1rem)] overflow-auto rounded-lg border bg-popover p-3 text-popover-foreground shadow-float outline-none motion-safe:animate-appear",
            className,
            "max-sm:inset-x-0 max-sm:top-auto max-sm:bottom-0 max-sm:max-h-[80dvh] max-sm:w-full max-sm:max-w-none max-sm:rounded-b-none max-sm:pb-[calc(0.75rem+var(--safe-bottom))] max-sm:backdrop:bg-black/40 max-sm:motion-safe:animate-rise",
          )}
          onKeyDown={onKeyDown}
          onToggle={(event) => {
            setSettled(event.newState === "open");
            if (event.newState === "open") return;
            setOpen(false);
            onOpenChange?.(false);
          }}
        >
          {typeof children === "function" ? children(close) : children}
        </div>
      )}
    </>
  );
}
