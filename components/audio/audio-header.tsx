"use client";

import { usePathname } from "next/navigation";
import { useText } from "@/components/text-provider";
import { TabLinks } from "@/components/ui/tabs";

const pages = ["speech", "voices", "transcribe"] as const;

/** What stands above the three pages that have to do with sound: the same on each, so that nothing moves between them. */
export function AudioHeader() {
  const words = useText("player").tabs;
  const pathname = usePathname();
  return (
    <header className="px-4 pt-5 lg:px-5">
      <h1 className="mb-1 text-xl font-semibold tracking-tight">{words.heading}</h1>
      <TabLinks
        label={words.label}
        items={pages.map((page) => ({
          href: `/${page}`,
          label: words[page],
          current: pathname === `/${page}` || pathname.startsWith(`/${page}/`),
        }))}
      />
    </header>
  );
}
