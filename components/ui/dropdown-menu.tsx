"use client";

import { Check } from "lucide-react";
import Link from "next/link";
import type { KeyboardEvent, ReactNode } from "react";
import { cn } from "@/lib/ui";
import { Popover, type PopoverProps } from "./popover";

export type DropdownMenuProps = Pick<
  PopoverProps,
  "trigger" | "label" | "side" | "align" | "className" | "onOpenChange"
> & {
  children: ReactNode;
};

const enabledItems = "[role^='menuitem']:not([aria-disabled='true'])";

function itemsOf(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>(enabledItems)];
}

/** A list of actions that opens from a button. Arrow keys, Home, End and first letters move; Escape and Tab close. */
export function DropdownMenu({ children, className, ...props }: DropdownMenuProps) {
  return (
    <Popover
      {...props}
      role="menu"
      className={cn("w-56 p-1", className)}
      onKeyDown={onKeyDown}
      onShow={(menu) => (menu.querySelector<HTMLElement>("[aria-checked='true']") ?? itemsOf(menu)[0])?.focus()}
    >
      {(close) => (
        // An item has done its work when it was activated, by pointer or key: the menu closes then.
        <div
          role="none"
          onClick={(event) => {
            if ((event.target as HTMLElement).closest(enabledItems)) close();
          }}
        >
          {children}
        </div>
      )}
    </Popover>
  );
}

function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
  const items = itemsOf(event.currentTarget);
  const index = items.indexOf(document.activeElement as HTMLElement);
  const last = items.length - 1;
  let next: HTMLElement | undefined;
  if (event.key === "ArrowDown") next = items[index >= last ? 0 : index + 1];
  else if (event.key === "ArrowUp") next = items[index <= 0 ? last : index - 1];
  else if (event.key === "Home") next = items[0];
  else if (event.key === "End") next = items[last];
  else if (event.key === "Tab") event.currentTarget.hidePopover();
  else if (event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const letter = event.key.toLocaleLowerCase();
    next = [...items.slice(index + 1), ...items].find((item) =>
      item.textContent.trim().toLocaleLowerCase().startsWith(letter),
    );
  }
  if (!next) return;
  event.preventDefault();
  next.focus();
}

const itemClasses =
  "flex min-h-8 w-full items-center gap-2.5 rounded-md px-2 text-left text-sm outline-none hover:bg-accent focus:bg-accent aria-disabled:opacity-50 pointer-coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted-foreground";

export interface DropdownMenuItemProps {
  icon?: ReactNode;
  children: ReactNode;
  /** what stands at the right edge, e.g. a key */
  trailing?: ReactNode;
  onSelect?: () => void;
  href?: string;
  danger?: boolean;
  disabled?: boolean;
  /** makes it a choice among others: the chosen one carries a tick */
  checked?: boolean;
}

export function DropdownMenuItem(props: DropdownMenuItemProps) {
  const { icon, children, trailing, onSelect, href, danger, disabled, checked } = props;
  const className = cn(itemClasses, danger && "text-destructive [&_svg]:text-destructive");
  const content = (
    <>
      {icon}
      <span className="min-w-0 grow truncate">{children}</span>
      {trailing}
      {checked && <Check aria-hidden />}
    </>
  );
  if (href && !disabled)
    return (
      <Link role="menuitem" tabIndex={-1} href={href} className={className} onClick={onSelect}>
        {content}
      </Link>
    );
  return (
    <button
      type="button"
      role={checked === undefined ? "menuitem" : "menuitemradio"}
      aria-checked={checked}
      aria-disabled={disabled}
      tabIndex={-1}
      className={className}
      onClick={disabled ? undefined : onSelect}
    >
      {content}
    </button>
  );
}

export function DropdownMenuSeparator() {
  return <div role="separator" className="-mx-1 my-1 border-t" />;
}

export function DropdownMenuLabel({ children }: { children: ReactNode }) {
  return (
    <div role="presentation" className="px-2 pt-2 pb-1 text-xs font-medium text-muted-foreground">
      {children}
    </div>
  );
}
