import Link from "next/link";
import type { ReactNode } from "react";
import { buttonVariants } from "@/components/ui/button";
import { Mark } from "./mark";

export interface MessagePageProps {
  title: string;
  text: string;
  /** a number to quote */
  note?: string | undefined;
  /** words of the link to the start page */
  home: string;
  action?: ReactNode;
  /** stands inside the frame, which is the page's <main> already */
  framed?: boolean;
}

/** A page that has nothing to show but what happened and where to go. */
export function MessagePage({ title, text, note, home, action, framed = false }: MessagePageProps) {
  const Element = framed ? "div" : "main";
  return (
    <Element className="mx-auto flex min-h-full max-w-md flex-col items-start justify-center gap-3 px-6 py-24">
      <Mark />
      <h1 className="mt-2 text-xl font-semibold tracking-tight text-balance">{title}</h1>
      <p className="text-muted-foreground">{text}</p>
      {note && <p className="font-mono text-xs text-muted-foreground">{note}</p>}
      <div className="mt-3 flex gap-2">
        {action}
        <Link href="/" className={buttonVariants({ variant: action ? "outline" : "primary" })}>
          {home}
        </Link>
      </div>
    </Element>
  );
}
