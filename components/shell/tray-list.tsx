"use client";

import { AudioLines, Clapperboard, Image as ImageIcon } from "lucide-react";
import Link from "next/link";
import { useId, useState } from "react";
import { wholeSeconds } from "@/components/chat/quantities";
import { useElapsed } from "@/components/creations/use-elapsed";
import { useFormat, useText } from "@/components/text-provider";
import { Switch } from "@/components/ui/switch";
import type { Creation } from "@/lib/creations/schema";
import { allowNotify, forbidNotify, notifyState } from "./notify";
import { addressOf, standOf } from "./tray-notices";

const icons = { image: ImageIcon, video: Clapperboard, speech: AudioLines };

/** What is being made, each with its state, its time and a way to it; and whether this device should say when it is done. */
export function TrayList({ running, onGo }: { running: readonly Creation[]; onGo: () => void }) {
  const { tray: words } = useText("frame");
  return (
    <div className="grid gap-2">
      <h3 className="text-sm font-medium">{words.title}</h3>
      <ul className="-mx-1.5 grid gap-0.5">
        {running.map((creation) => (
          <TrayItem key={creation.id} creation={creation} onGo={onGo} />
        ))}
      </ul>
      <NotifyChoice />
    </div>
  );
}

function TrayItem({ creation, onGo }: { creation: Creation; onGo: () => void }) {
  const { tray: words } = useText("frame");
  const format = useFormat();
  const elapsedMs = useElapsed(Date.parse(creation.createdAt));
  const { state, place } = standOf(creation);
  const Icon = icons[creation.kind];
  const facts = [
    words.states[state],
    ...(place === null ? [] : [place === 1 ? words.next : format(words.place, { place })]),
    ...(elapsedMs === undefined ? [] : [wholeSeconds(elapsedMs)]),
  ];
  return (
    <li>
      <Link
        href={addressOf(creation)}
        prefetch={false}
        className="flex items-start gap-2.5 rounded-md px-1.5 py-1.5 hover:bg-accent focus-visible:-outline-offset-2 pointer-coarse:min-h-11"
        onClick={onGo}
      >
        <Icon className="mt-0.5 size-4 shrink-0 text-muted-foreground" aria-label={words.kinds[creation.kind]} />
        <span className="grid min-w-0 gap-0.5">
          <span className="truncate text-sm">{creation.prompt || words.noPrompt}</span>
          <span className="tabular text-xs text-muted-foreground">{facts.join(" · ")}</span>
        </span>
      </Link>
    </li>
  );
}

function NotifyChoice() {
  const { tray: words } = useText("frame");
  const id = useId();
  const [state, setState] = useState(notifyState);
  if (state === "unsupported") return null;
  return (
    <div className="grid gap-1 border-t pt-2.5">
      <div className="flex items-center justify-between gap-3">
        <label htmlFor={id} className="text-xs">
          {words.notify}
        </label>
        <Switch
          id={id}
          checked={state === "on"}
          disabled={state === "denied"}
          onChange={() => void (state === "on" ? setState(forbidNotify()) : allowNotify().then(setState))}
        />
      </div>
      <p className="text-xs text-muted-foreground">{state === "denied" ? words.notifyDenied : words.notifyHint}</p>
    </div>
  );
}
