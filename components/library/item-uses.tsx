"use client";

import { Clapperboard, Image, MessageSquare, Mic } from "lucide-react";
import Link from "next/link";
import { useText } from "@/components/text-provider";
import type { ItemUse } from "@/lib/library/schema";

const studios = {
  image: { icon: Image, href: "/images" },
  video: { icon: Clapperboard, href: "/videos" },
  speech: { icon: Mic, href: "/speech" },
} as const;

/** The conversations that show an item, and what was made from it. */
export function ItemUses({ uses }: { uses: readonly ItemUse[] }) {
  const words = useText("library").details;
  return (
    <section className="grid gap-1" aria-label={words.uses}>
      <h3 className="text-xs text-muted-foreground">{words.uses}</h3>
      {uses.length === 0 && <p className="text-sm">{words.noUses}</p>}
      <ul className="-mx-2 grid">
        {uses.map((use) => {
          const isTalk = use.type === "conversation";
          const Icon = isTalk ? MessageSquare : studios[use.kind].icon;
          const href = isTalk ? `/chat/${use.id}` : `${studios[use.kind].href}?creation=${use.id}`;
          const text = isTalk
            ? use.title || words.untitled
            : `${words.creation[use.kind]}: ${use.prompt || words.noPrompt}`;
          return (
            <li key={`${use.type}${use.id}`}>
              <Link
                href={href}
                prefetch={false}
                className="flex min-h-8 items-center gap-2 rounded-md px-2 hover:bg-accent pointer-coarse:min-h-11"
              >
                <Icon className="size-4 shrink-0 text-muted-foreground" aria-hidden />
                <span className="truncate">{text}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
