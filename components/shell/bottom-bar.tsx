"use client";

import { Ellipsis, LogOut, Search, Settings, ShieldCheck } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useText } from "@/components/text-provider";
import { DropdownMenu, DropdownMenuItem, DropdownMenuSeparator } from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/toast";
import { openPalette } from "./command-state";
import type { Person } from "./person";
import { signOut } from "./sign-out";
import { studios } from "./studios";

const itemClasses =
  "flex h-14 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-xs text-muted-foreground focus-visible:-outline-offset-2 aria-[current=page]:font-medium aria-[current=page]:text-primary-text aria-expanded:text-foreground [&_svg]:size-5";

/** The phone's way between studios. Out of the way while a keyboard takes half of the screen. */
export function BottomBar({ person }: { person: Person }) {
  const frame = useText("frame");
  const pathname = usePathname();
  return (
    <nav
      aria-label={frame.studios}
      className="hidden border-t bg-muted pb-safe max-sm:flex [@media(max-height:26rem)]:hidden"
    >
      {studios
        .filter((studio) => studio.onPhone)
        .map(({ id, href, icon: Icon, within, phoneName }) => (
          <Link
            key={id}
            href={href}
            prefetch={false}
            aria-current={within.test(pathname) ? "page" : undefined}
            className={itemClasses}
          >
            <Icon aria-hidden />
            <span className="max-w-full truncate">{frame[phoneName ?? id]}</span>
          </Link>
        ))}
      <DropdownMenu
        label={frame.more}
        side="top"
        align="end"
        trigger={
          <button type="button" className={itemClasses}>
            <Ellipsis aria-hidden />
            {frame.more}
          </button>
        }
      >
        <DropdownMenuItem icon={<Search aria-hidden />} onSelect={openPalette}>
          {frame.palette}
        </DropdownMenuItem>
        {studios
          .filter((studio) => !studio.onPhone)
          .map(({ id, href, icon: Icon }) => (
            <DropdownMenuItem key={id} href={href} icon={<Icon aria-hidden />}>
              {frame[id]}
            </DropdownMenuItem>
          ))}
        <DropdownMenuSeparator />
        {person.admin && (
          <DropdownMenuItem href="/admin" icon={<ShieldCheck aria-hidden />}>
            {frame.administration}
          </DropdownMenuItem>
        )}
        <DropdownMenuItem href="/settings" icon={<Settings aria-hidden />}>
          {frame.settings}
        </DropdownMenuItem>
        <DropdownMenuItem
          icon={<LogOut aria-hidden />}
          onSelect={() => void signOut().catch(() => toast({ text: frame.signOutFailed, tone: "danger" }))}
        >
          {frame.signOut}
        </DropdownMenuItem>
      </DropdownMenu>
    </nav>
  );
}
