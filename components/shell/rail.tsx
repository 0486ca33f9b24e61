"use client";

import { PanelLeftClose, PanelLeftOpen, Search, Settings, ShieldCheck } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useState, type ReactNode } from "react";
import { useText } from "@/components/text-provider";
import { cn } from "@/lib/ui";
import { AccountMenu } from "./account-menu";
import { openPalette } from "./command-state";
import { Mark } from "./mark";
import { railCookie, type Person } from "./person";
import { studios } from "./studios";
import { Tray } from "./tray";
import { useModifierKey } from "./use-modifier-key";

const itemClasses =
  "flex h-9 w-full items-center gap-3 rounded-lg px-3 text-muted-foreground transition-colors hover:bg-accent hover:text-foreground focus-visible:-outline-offset-2 aria-[current=page]:bg-primary-soft aria-[current=page]:font-medium aria-[current=page]:text-primary-text [&_svg]:size-4 [&_svg]:shrink-0";

/** The desktop's column of studios: icons with tooltips, or icons with names. */
export function Rail({ person, initiallyWide }: { person: Person; initiallyWide: boolean }) {
  const frame = useText("frame");
  const common = useText("common");
  const pathname = usePathname();
  const modifier = useModifierKey();
  const [wide, setWide] = useState(initiallyWide);

  const toggle = () => {
    setWide(!wide);
    document.cookie = `${railCookie}=${wide ? "narrow" : "wide"}; Path=/; Max-Age=31536000; SameSite=Lax`;
  };

  return (
    <aside
      aria-label={frame.studios}
      className={cn("flex flex-col border-r bg-muted p-2 max-sm:hidden", wide ? "w-55" : "w-14")}
    >
      <Link
        href="/"
        prefetch={false}
        aria-label={common.product}
        className="mb-3 flex h-9 items-center gap-2.5 rounded-lg px-2 text-base font-semibold tracking-tight focus-visible:-outline-offset-2"
      >
        <Mark className="shrink-0" />
        {wide && <span>{common.product}</span>}
      </Link>
      <button
        type="button"
        className={itemClasses}
        aria-label={frame.palette}
        data-tooltip={wide ? undefined : frame.palette}
        data-tooltip-keys={modifier && `${modifier}K`}
        data-tooltip-side="right"
        onClick={openPalette}
      >
        <Search aria-hidden />
        {wide && <span className="grow truncate text-left">{common.search}</span>}
        {wide && modifier && <span className="text-xs">{modifier}K</span>}
      </button>
      <nav aria-label={frame.studios} className="mt-2 grid gap-0.5">
        {studios.map(({ id, href, icon: Icon, within }) => (
          <RailLink key={id} href={href} name={frame[id]} current={within.test(pathname)} wide={wide}>
            <Icon aria-hidden />
          </RailLink>
        ))}
      </nav>
      <div className="mt-auto grid gap-0.5">
        <Tray place="rail" wide={wide} />
        {person.admin && (
          <RailLink href="/admin" name={frame.administration} current={pathname.startsWith("/admin")} wide={wide}>
            <ShieldCheck aria-hidden />
          </RailLink>
        )}
        <RailLink href="/settings" name={frame.settings} current={pathname.startsWith("/settings")} wide={wide}>
          <Settings aria-hidden />
        </RailLink>
        <button
          type="button"
          className={itemClasses}
          aria-label={wide ? frame.collapse : frame.expand}
          data-tooltip={wide ? undefined : frame.expand}
          data-tooltip-side="right"
          onClick={toggle}
        >
          {wide ? <PanelLeftClose aria-hidden /> : <PanelLeftOpen aria-hidden />}
          {wide && <span className="truncate">{frame.collapse}</span>}
        </button>
        <AccountMenu person={person} wide={wide} />
      </div>
    </aside>
  );
}

interface RailLinkProps {
  href: string;
  name: string;
  current: boolean;
  wide: boolean;
  children: ReactNode;
}

function RailLink({ href, name, current, wide, children }: RailLinkProps) {
  return (
    // Fetched ahead, every studio's script would come with the first page.
    <Link
      href={href}
      prefetch={false}
      aria-label={name}
      aria-current={current ? "page" : undefined}
      data-tooltip={wide ? undefined : name}
      data-tooltip-side="right"
      className={itemClasses}
    >
      {children}
      {wide && <span className="truncate">{name}</span>}
    </Link>
  );
}
