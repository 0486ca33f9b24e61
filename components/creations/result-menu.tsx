"use client";

import { Copy, Download, EllipsisVertical, Star, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useText } from "@/components/text-provider";
import { IconButton } from "@/components/ui/button";
import { DropdownMenu, DropdownMenuItem, DropdownMenuSeparator } from "@/components/ui/dropdown-menu";
import { cn } from "@/lib/ui";
import type { Result } from "./result";
import type { ResultActions } from "./use-result-actions";

interface ResultMenuProps {
  result: Result;
  actions: ResultActions;
  /** the studio's own items, which stand first */
  children?: ReactNode;
}

/** Beside a result's receipt: favourite at hand, everything else in a menu. */
export function ResultMenu({ result, actions, children }: ResultMenuProps) {
  const words = useText("creations");
  const { asset } = result;
  return (
    <>
      <IconButton
        size="iconSm"
        label={asset.favourite ? words.unfavourite : words.favourite}
        aria-pressed={asset.favourite}
        onClick={() => actions.favourite(result)}
      >
        <Star className={cn(asset.favourite && "fill-current text-primary-text")} aria-hidden />
      </IconButton>
      <DropdownMenu
        label={words.actions}
        align="end"
        className="w-64"
        trigger={
          <IconButton size="iconSm" label={words.actions}>
            <EllipsisVertical aria-hidden />
          </IconButton>
        }
      >
        {children}
        {children && <DropdownMenuSeparator />}
        {result.creation.prompt && (
          <DropdownMenuItem icon={<Copy aria-hidden />} onSelect={() => actions.copyPrompt(result)}>
            {words.copyPrompt}
          </DropdownMenuItem>
        )}
        <DropdownMenuItem icon={<Download aria-hidden />} onSelect={() => download(asset.id)}>
          {words.download}
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem danger icon={<Trash2 aria-hidden />} onSelect={() => actions.trash(result)}>
          {words.trash}
        </DropdownMenuItem>
      </DropdownMenu>
    </>
  );
}

export function downloadAddress(assetId: string): string {
  return `/api/assets/${assetId}?download=1`;
}

/** Leaves the page where it is: the answer says of itself that it is to be saved. */
function download(assetId: string) {
  window.location.assign(downloadAddress(assetId));
}
