"use client";

import { CircleAlert, CircleCheck, X } from "lucide-react";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useText } from "@/components/text-provider";
import { Button, IconButton } from "./button";

export interface ToastOptions {
  text: string;
  tone?: "neutral" | "success" | "danger";
  /** takes the action back; offered for as long as the toast stands */
  undo?: () => void;
  /** another action with a name of its own */
  action?: { label: string; run: () => void };
  /** default: 10 s with an action or a failure, else 4 s */
  durationMs?: number;
}

interface Toast extends ToastOptions {
  id: number;
}

const most = 3;
let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function change(next: readonly Toast[]) {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Says what just happened, in passing. @returns a function that takes the message away */
export function toast(options: ToastOptions): () => void {
  const id = ++lastId;
  change([...toasts, { ...options, id }].slice(-most));
  return () => dismiss(id);
}

function dismiss(id: number) {
  change(toasts.filter((entry) => entry.id !== id));
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const none: readonly Toast[] = [];

/** Where toasts stand. Once, in the root layout. */
export function Toaster() {
  const common = useText("common");
  const shown = useSyncExternalStore(
    subscribe,
    () => toasts,
    () => none,
  );
  const region = useRef<HTMLDivElement>(null);

  // Shown again for each one, to stand above a dialog that was opened meanwhile.
  useEffect(() => {
    const element = region.current;
    if (!element) return;
    if (element.matches(":popover-open")) element.hidePopover();
    if (shown.length > 0) element.showPopover();
  }, [shown]);

  return (
    <div
      ref={region}
      popover="manual"
      role="region"
      aria-label={common.notifications}
      className="pointer-events-none fixed right-4 bottom-4 w-96 max-w-[calc(100vw-2rem)] bg-transparent text-foreground open:grid open:gap-2 max-sm:inset-x-4 max-sm:bottom-[calc(4.5rem+var(--safe-bottom))] max-sm:w-auto"
    >
      {/* Present from the start: a live region announces only what is added to it later. */}
      <div aria-live="polite" className="contents">
        {shown.map((entry) => (
          <ToastCard key={entry.id} toast={entry} />
        ))}
      </div>
    </div>
  );
}

function ToastCard({ toast: { id, text, tone = "neutral", undo, action, durationMs } }: { toast: Toast }) {
  const common = useText("common");
  const [held, setHeld] = useState(false);
  const lasting = durationMs ?? (undo || action || tone === "danger" ? 10_000 : 4_000);

  // Reading and reaching for the button stop the clock.
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismiss(id), lasting);
    return () => clearTimeout(timer);
  }, [held, id, lasting]);

  const offered = undo ? { label: common.undo, run: undo } : action;
  return (
    <div
      className="pointer-events-auto flex min-h-11 items-center gap-2.5 rounded-lg border bg-popover py-1.5 pr-1.5 pl-3 text-sm shadow-float motion-safe:animate-rise"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {tone === "success" && <CircleCheck className="size-4 shrink-0 text-success" aria-hidden />}
      {tone === "danger" && <CircleAlert className="size-4 shrink-0 text-destructive" aria-hidden />}
      <p className="min-w-0 grow py-1 wrap-anywhere">{text}</p>
      {offered && (
        <Button
          size="sm"
          variant="outline"
          onClick={() => {
            dismiss(id);
            offered.run();
          }}
        >
          {offered.label}
        </Button>
      )}
      <IconButton label={common.close} size="iconSm" tooltip={false} onClick={() => dismiss(id)}>
        <X aria-hidden />
      </IconButton>
    </div>
  );
}
