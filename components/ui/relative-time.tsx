"use client";

import { createContext, use, useSyncExternalStore, type ReactNode } from "react";
import { useLocale } from "@/components/text-provider";
import { cn } from "@/lib/ui";
import { relativeTime } from "./relative";

const ServerNow = createContext(0);

/** Hands the server's time down, so that the first drawing in the browser is the one the server made. */
export function ClockProvider({ now, children }: { now: number; children: ReactNode }) {
  return <ServerNow value={now}>{children}</ServerNow>;
}

const tickMs = 20_000;
let current = 0;
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(() => {
    current = Date.now();
    for (const each of listeners) each();
  }, tickMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
    current = 0;
  };
}

/** The present in milliseconds, coarse: it moves every 20 s, for all that watch it at once. */
export function useNow(): number {
  const server = use(ServerNow);
  return useSyncExternalStore(
    subscribe,
    () => (current ||= Date.now()),
    () => server,
  );
}

const never = () => () => undefined;

/** When something was, relative to now; the absolute time on hover. */
export function RelativeTime({ value, className }: { value: string; className?: string }) {
  const locale = useLocale();
  const now = useNow();
  // The server does not know the reader's time zone, so the absolute time is the browser's to write.
  const absolute = useSyncExternalStore(
    never,
    () => new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(new Date(value)),
    () => undefined,
  );
  return (
    <time dateTime={value} data-tooltip={absolute} className={cn("whitespace-nowrap", className)}>
      {relativeTime(Date.parse(value), now, locale)}
    </time>
  );
}
