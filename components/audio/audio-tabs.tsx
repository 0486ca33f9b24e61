"use client";

import { usePathname } from "next/navigation";
import { useText } from "@/components/text-provider";
import { TabLinks } from "@/components/ui/tabs";

const pages = ["speech", "voices", "transcribe"] as const;

/** The three pages that have to do with sound: speak, voices, write down. */
export function AudioTabs({ className }: { className?: string }) {
  const words = useText("player").tabs;
  const pathname = usePathname();
  return (
    <TabLinks
      label={words.label}
      {...(className !== undefined && { className })}
      items={pages.map((page) => ({
        href: `/${page}`,
        label: words[page],
        current: pathname === `/${page}` || pathname.startsWith(`/${page}/`),
      }))}
    />
  );
}
