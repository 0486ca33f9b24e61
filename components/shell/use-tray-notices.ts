"use client";

import { usePathname, useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { useFormat, useText } from "@/components/text-provider";
import { toast } from "@/components/ui/toast";
import type { Creation } from "@/lib/creations/schema";
import { listenToPages, notify, tellPages } from "./notify";
import { addressOf, noticeOf, studioOf } from "./tray-notices";
import { onEnded } from "./tray-store";

const promptLength = 48;

/** Says when something is done or has failed: on the page where its person is, else by the browser. */
export function useTrayNotices(): void {
  const { tray: words } = useText("frame");
  const format = useFormat();
  const router = useRouter();
  const pathname = usePathname();
  const tell = useRef<(creation: Creation) => void>(undefined);
  const waiting = useRef<Creation[]>([]);

  useEffect(() => {
    tell.current = (creation) => {
      const notice = noticeOf(creation);
      if (!notice) return;
      const title = words[notice][creation.kind];
      const show = () => router.push(addressOf(creation));
      if (document.visibilityState === "hidden") {
        if (!waiting.current.some(({ id }) => id === creation.id)) waiting.current.push(creation);
        notify(creation.id, title, creation.prompt.slice(0, promptLength), show);
        return;
      }
      tellPages(creation.id);
      // On its studio's own page it is seen to be done.
      if (pathname.startsWith(studioOf[creation.kind])) return;
      const text = creation.prompt ? format(words.said, { title, prompt: shorten(creation.prompt) }) : title;
      toast({ text, tone: notice === "done" ? "success" : "danger", action: { label: words.show, run: show } });
    };
  });

  useEffect(() => {
    const deafen = listenToPages();
    const stop = onEnded((creation) => tell.current?.(creation));
    // What ended while nobody looked is said when somebody does.
    const look = () => {
      if (document.visibilityState === "visible") for (const each of waiting.current.splice(0)) tell.current?.(each);
    };
    document.addEventListener("visibilitychange", look);
    return () => {
      deafen();
      stop();
      document.removeEventListener("visibilitychange", look);
    };
  }, []);
}

function shorten(prompt: string): string {
  const line = prompt.replace(/\s+/g, " ").trim();
  return line.length > promptLength ? `${line.slice(0, promptLength).toWellFormed()}…` : line;
}
