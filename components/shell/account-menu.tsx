"use client";

import { LogOut, Settings } from "lucide-react";
import { useText } from "@/components/text-provider";
import { DropdownMenu, DropdownMenuItem, DropdownMenuSeparator } from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/toast";
import type { Person } from "./person";
import { signOut } from "./sign-out";

/** Who is signed in, and the way out. */
export function AccountMenu({ person, wide }: { person: Person; wide: boolean }) {
  const frame = useText("frame");
  const leave = () => {
    signOut().catch(() => toast({ text: frame.signOutFailed, tone: "danger" }));
  };
  return (
    <DropdownMenu
      label={frame.account}
      side="right"
      align="end"
      trigger={
        <button
          type="button"
          aria-label={`${frame.account}: ${person.name}`}
          data-tooltip={wide ? undefined : person.name}
          data-tooltip-side="right"
          className="flex h-9 w-full items-center gap-2 rounded-lg px-2 text-left hover:bg-accent focus-visible:-outline-offset-2 aria-expanded:bg-accent"
        >
          <Initial name={person.name} />
          {wide && <span className="truncate text-muted-foreground">{person.name}</span>}
        </button>
      }
    >
      <div className="px-2 pt-1.5 pb-1">
        <p className="truncate font-medium">{person.name}</p>
        {person.name !== person.email && <p className="truncate text-xs text-muted-foreground">{person.email}</p>}
      </div>
      <DropdownMenuSeparator />
      <DropdownMenuItem href="/settings" icon={<Settings aria-hidden />}>
        {frame.settings}
      </DropdownMenuItem>
      <DropdownMenuItem icon={<LogOut aria-hidden />} onSelect={leave}>
        {frame.signOut}
      </DropdownMenuItem>
    </DropdownMenu>
  );
}

/** The first letter of a name on a disc. */
export function Initial({ name }: { name: string }) {
  return (
    <span
      aria-hidden
      className="grid size-6 shrink-0 place-items-center rounded-full bg-primary-soft text-xs font-semibold text-primary-text"
    >
      {[...name.trim()][0]?.toLocaleUpperCase() ?? "·"}
    </span>
  );
}
