"use client";

import { X } from "lucide-react";
import { useId, useLayoutEffect, useRef, type ReactNode } from "react";
import { useText } from "@/components/text-provider";
import { cn } from "@/lib/ui";
import { IconButton } from "./button";

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  /** buttons, the primary one last */
  footer?: ReactNode;
  children?: ReactNode;
  className?: string;
}

type Shape = "dialog" | "sheet" | "bare";

const shapes: Record<Shape, string> = {
  dialog:
    "m-auto w-[30rem] max-w-[calc(100vw-2rem)] max-h-[85dvh] rounded-xl border motion-safe:animate-appear max-sm:mb-0 max-sm:w-full max-sm:max-w-full max-sm:rounded-b-none max-sm:pb-safe max-sm:motion-safe:animate-rise",
  sheet:
    "my-0 mr-0 ml-auto h-dvh max-h-dvh w-[26rem] max-w-full border-l motion-safe:animate-slide-in max-sm:mt-auto max-sm:h-auto max-sm:max-h-[88dvh] max-sm:w-full max-sm:rounded-t-xl max-sm:border-t max-sm:border-l-0 max-sm:pb-safe max-sm:motion-safe:animate-rise",
  bare: "mx-auto mt-[12dvh] mb-auto w-[36rem] max-w-[calc(100vw-2rem)] max-h-[70dvh] rounded-xl border motion-safe:animate-appear max-sm:mt-2",
};

/** A focused, short question that interrupts. Prefer undo to "are you sure". */
export function Dialog(props: DialogProps) {
  return <Modal {...props} shape="dialog" />;
}

/** Details that slide in from the right; from below on phones. */
export function Sheet(props: DialogProps) {
  return <Modal {...props} shape="sheet" />;
}

export interface BareDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  label: string;
  children: ReactNode;
  className?: string;
}

/** A modal surface without heading and close button, for the palette. */
export function BareDialog({ label, ...props }: BareDialogProps) {
  return <Modal {...props} title={label} shape="bare" />;
}

/**
 * The browser's own modal dialog: focus stays inside and returns where it was, Escape closes, the rest is inert.
 * Its content exists only while it is open.
 */
function Modal({
  open,
  onOpenChange,
  title,
  description,
  footer,
  children,
  className,
  shape,
}: DialogProps & { shape: Shape }) {
  const common = useText("common");
  const element = useRef<HTMLDialogElement>(null);
  const pressed = useRef<EventTarget>(null);
  const id = useId();

  useLayoutEffect(() => {
    const dialog = element.current;
    if (!open || !dialog || dialog.open) return;
    dialog.showModal();
    // the browser takes the first thing that can have the focus, which may be a mere container
    dialog.querySelector<HTMLElement>("[data-autofocus]")?.focus();
  }, [open]);

  if (!open) return null;
  return (
    <dialog
      ref={element}
      aria-labelledby={`${id}-title`}
      aria-describedby={description ? `${id}-description` : undefined}
      className={cn(
        "flex flex-col overflow-hidden bg-popover text-sm text-popover-foreground shadow-float outline-none",
        shapes[shape],
        className,
      )}
      onClose={() => onOpenChange(false)}
      onCancel={(event) => {
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        event.currentTarget.close();
      }}
      // A click on the backdrop closes, unless it is the end of a drag that began inside (a selection).
      onPointerDown={(event) => {
        pressed.current = event.target;
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget && pressed.current === event.currentTarget)
          event.currentTarget.close();
      }}
    >
      <header className={shape === "bare" ? "sr-only" : "flex items-start gap-3 p-4 pb-2"}>
        <div className="grid grow gap-1">
          <h2 id={`${id}-title`} className="text-base font-semibold">
            {title}
          </h2>
          {description && (
            <p id={`${id}-description`} className="text-muted-foreground">
              {description}
            </p>
          )}
        </div>
        {shape !== "bare" && (
          <IconButton label={common.close} size="iconSm" tooltip={false} onClick={() => element.current?.close()}>
            <X aria-hidden />
          </IconButton>
        )}
      </header>
      <div className={cn("min-h-0 grow overflow-auto", shape !== "bare" && "px-4 pt-1 pb-4")}>{children}</div>
      {footer && <footer className="flex flex-wrap justify-end gap-2 border-t bg-muted/50 px-4 py-3">{footer}</footer>}
    </dialog>
  );
}
