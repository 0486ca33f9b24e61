"use client";

import dynamic from "next/dynamic";
import { untilLoaded } from "@/components/ui/until-loaded";
import { useRouter } from "next/navigation";
import { useEffect, useSyncExternalStore } from "react";
import { currentView, showCommands, subscribeToView } from "./command-state";
import type { Person } from "./person";

const Palette = dynamic(() => untilLoaded(() => import("./palette")).then((module) => module.Palette), { ssr: false });
const KeysDialog = dynamic(() => untilLoaded(() => import("./keys-dialog")).then((module) => module.KeysDialog), {
  ssr: false,
});

/** Listens for the keys that work everywhere, and loads what they open when it is first asked for. */
export function Commands({ person }: { person: Person }) {
  const router = useRouter();
  const view = useSyncExternalStore(subscribeToView, currentView, () => undefined);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.altKey) return;
      const command = event.metaKey || event.ctrlKey;
      const key = event.key.toLowerCase();
      if (command && !event.shiftKey && key === "k") {
        event.preventDefault();
        showCommands(currentView() === "palette" ? undefined : "palette");
      } else if (command && event.shiftKey && key === "o") {
        event.preventDefault();
        router.push("/");
      } else if (event.key === "?" && !command && !isTyping(event.target)) {
        event.preventDefault();
        showCommands("keys");
      }
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [router]);

  if (view === "palette") return <Palette person={person} onClose={() => showCommands(undefined)} />;
  if (view === "keys") return <KeysDialog onClose={() => showCommands(undefined)} />;
  return null;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
    !/^(checkbox|radio|range)$/.test((target as HTMLInputElement).type)
  );
}
