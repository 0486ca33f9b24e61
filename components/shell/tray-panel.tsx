"use client";

import { ChevronUp } from "lucide-react";
import { useSyncExternalStore } from "react";
import { useFormat, useText } from "@/components/text-provider";
import { Popover } from "@/components/ui/popover";
import { Spinner } from "@/components/ui/spinner";
import { cn } from "@/lib/ui";
import type { TrayProps } from "./tray";
import { TrayList } from "./tray-list";
import { currentRunning, subscribeToRunning } from "./tray-store";
import { useTrayNotices } from "./use-tray-notices";

/** An indicator of how much is being made; opens what. There is none while nothing is. */
export function TrayPanel({ place, wide = false }: TrayProps) {
  const { tray: words } = useText("frame");
  const format = useFormat();
  const running = useSyncExternalStore(subscribeToRunning, currentRunning, currentRunning);
  if (running.length === 0) return place === "rail" ? <Notices /> : null;
  const label = format(words.label, { count: running.length });
  const strip = place === "strip";
  return (
    <>
      {!strip && <Notices />}
      <Popover
        label={words.title}
        side={strip ? "top" : "right"}
        align="end"
        className="w-80"
        trigger={
          <button
            type="button"
            aria-label={label}
            data-tooltip={strip || wide ? undefined : label}
            data-tooltip-side="right"
            className={cn(
              "flex items-center text-primary-text",
              strip
                ? "hidden h-11 w-full justify-center gap-2 border-t bg-muted text-xs max-sm:flex [@media(max-height:26rem)]:hidden"
                : "relative h-9 w-full gap-3 rounded-lg px-3 hover:bg-accent focus-visible:-outline-offset-2",
            )}
          >
            <Spinner className="size-4 shrink-0" />
            {strip || wide ? (
              <span className="tabular truncate">{label}</span>
            ) : (
              <span
                aria-hidden
                className="tabular absolute top-0.5 right-0.5 grid h-4 min-w-4 place-items-center rounded-full bg-primary px-1 text-[0.625rem] font-medium text-primary-foreground"
              >
                {running.length}
              </span>
            )}
            {strip && <ChevronUp className="size-3.5" aria-hidden />}
          </button>
        }
      >
        {(close) => <TrayList running={running} onGo={close} />}
      </Popover>
    </>
  );
}

/** Once for the page: the rail is there on phones too, out of sight. */
function Notices() {
  useTrayNotices();
  return null;
}
