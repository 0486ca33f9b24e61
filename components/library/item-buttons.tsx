"use client";

import {
  Clapperboard,
  Download,
  EllipsisVertical,
  ImagePlus,
  Link2,
  MessageSquarePlus,
  RotateCcw,
  Star,
  Trash2,
  WandSparkles,
} from "lucide-react";
import { useRouter } from "next/navigation";
import { useText } from "@/components/text-provider";
import { Button, buttonVariants, IconButton } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { DropdownMenu, DropdownMenuItem, DropdownMenuSeparator } from "@/components/ui/dropdown-menu";
import type { ItemDetails, LibraryItem } from "@/lib/library/schema";
import { cn } from "@/lib/ui";
import type { ItemActions } from "./use-item-actions";

interface ItemButtonsProps {
  item: LibraryItem;
  details: ItemDetails | undefined;
  actions: ItemActions;
  onFavourite: (favourite: boolean) => void;
  onShare: () => void;
  onLeft: () => void;
  onDelete: (item: LibraryItem) => void;
}

const studioOf = { image: "/images", video: "/videos", speech: "/speech" } as const;

/** What can be done with one item. */
export function ItemButtons({ item, details, actions, onFavourite, onShare, onLeft, onDelete }: ItemButtonsProps) {
  const words = useText("library").actions;
  const router = useRouter();
  const leave = (work: Promise<void>) => {
    onLeft();
    void work;
  };
  if (item.trashedAt) {
    return (
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => leave(actions.restore([item.id]))}>
          <RotateCcw aria-hidden />
          {words.restore}
        </Button>
        <Button variant="dangerGhost" onClick={() => onDelete(item)}>
          <Trash2 aria-hidden />
          {words.delete}
        </Button>
      </div>
    );
  }
  const studio = details?.made ? studioOf[details.made.kind] : undefined;
  const isPicture = item.kind === "picture";
  return (
    <div className="flex flex-wrap gap-1 sm:gap-2">
      {details?.made && studio && (
        <ButtonLink href={`${studio}?from=${details.made.creationId}`} variant="primary" data-tooltip={words.remixHint}>
          <WandSparkles aria-hidden />
          {words.remix}
        </ButtonLink>
      )}
      <a href={`/api/assets/${item.id}?download=1`} download className={buttonVariants({ variant: "secondary" })}>
        <Download aria-hidden />
        <span className="max-sm:sr-only">{words.download}</span>
      </a>
      <IconButton
        label={item.favourite ? words.unfavourite : words.favourite}
        aria-pressed={item.favourite}
        onClick={() => onFavourite(!item.favourite)}
      >
        <Star className={cn(item.favourite && "fill-current text-primary-text")} aria-hidden />
      </IconButton>
      <IconButton label={words.share} onClick={onShare}>
        <Link2 aria-hidden />
      </IconButton>
      <DropdownMenu
        label={words.more}
        align="end"
        trigger={
          <IconButton label={words.more}>
            <EllipsisVertical aria-hidden />
          </IconButton>
        }
      >
        {isPicture && (
          <>
            <DropdownMenuItem icon={<ImagePlus aria-hidden />} onSelect={() => router.push(`/images?image=${item.id}`)}>
              {words.asInput}
            </DropdownMenuItem>
            <DropdownMenuItem
              icon={<Clapperboard aria-hidden />}
              onSelect={() => router.push(`/videos?image=${item.id}`)}
            >
              {words.asStart}
            </DropdownMenuItem>
          </>
        )}
        {(isPicture || item.kind === "document") && (
          <DropdownMenuItem icon={<MessageSquarePlus aria-hidden />} onSelect={() => actions.useInChat(item)}>
            {words.inChat}
          </DropdownMenuItem>
        )}
        {(isPicture || item.kind === "document") && <DropdownMenuSeparator />}
        <DropdownMenuItem danger icon={<Trash2 aria-hidden />} onSelect={() => leave(actions.trash([item.id]))}>
          {words.trash}
        </DropdownMenuItem>
      </DropdownMenu>
    </div>
  );
}
