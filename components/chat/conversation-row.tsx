"use client";

import { Archive, FolderInput, Pencil, Pin, PinOff, SquareCheck, Trash2 } from "lucide-react";
import Link from "next/link";
import { memo, useRef, useState } from "react";
import { useFormat, useText } from "@/components/text-provider";
import { DropdownMenu, DropdownMenuItem } from "@/components/ui/dropdown-menu";
import { Checkbox } from "@/components/ui/switch";
import type { ConversationSummary } from "@/lib/chat/schema";
import { cn } from "@/lib/ui";

export interface RowActions {
  rename: (conversation: ConversationSummary, title: string) => void;
  pin: (conversation: ConversationSummary, pinned: boolean) => void;
  remove: (conversation: ConversationSummary) => void;
  archive: (conversation: ConversationSummary) => void;
  move: (conversation: ConversationSummary) => void;
  /** selects it, or everything from the last selected one on */
  choose: (conversation: ConversationSummary, range: boolean) => void;
  open: () => void;
}

interface ConversationRowProps {
  conversation: ConversationSummary;
  current: boolean;
  /** undefined: nothing is being selected */
  selected: boolean | undefined;
  actions: RowActions;
}

/** One conversation of the list: its title, whether it is being answered, and what can be done with it. */
export const ConversationRow = memo(function ConversationRow(props: ConversationRowProps) {
  const { conversation, current, selected, actions } = props;
  const chat = useText("chat");
  const words = chat.list;
  const format = useFormat();
  const [renaming, setRenaming] = useState(false);
  const title = conversation.title || chat.untitled;

  if (renaming) {
    return (
      <RenameField
        title={conversation.title}
        onDone={(changed) => {
          setRenaming(false);
          if (changed && changed !== conversation.title) actions.rename(conversation, changed);
        }}
      />
    );
  }
  if (selected !== undefined) {
    return <SelectRow title={title} selected={selected} onChoose={(range) => actions.choose(conversation, range)} />;
  }
  return (
    <li
      className={cn(
        "group/row relative h-9 rounded-lg hover:bg-accent",
        current && "bg-primary-soft hover:bg-primary-soft",
      )}
    >
      <Link
        href={`/chat/${conversation.id}`}
        prefetch={false}
        aria-current={current ? "page" : undefined}
        onClick={(event) => {
          if (!event.shiftKey) return actions.open();
          event.preventDefault();
          actions.choose(conversation, true);
        }}
        className="block h-full truncate rounded-lg pr-9 pl-2.5 text-sm leading-9 focus-visible:-outline-offset-2 aria-[current=page]:font-medium aria-[current=page]:text-primary-text"
      >
        {conversation.streaming && (
          <span
            role="img"
            aria-label={words.answering}
            className="mr-2 inline-block size-2 animate-pulse rounded-full bg-primary align-middle motion-reduce:animate-none"
          />
        )}
        {title}
      </Link>
      <RowMenu
        label={format(words.actions, { title })}
        conversation={conversation}
        actions={actions}
        onRename={() => setRenaming(true)}
      />
    </li>
  );
});

interface RowMenuProps {
  label: string;
  conversation: ConversationSummary;
  actions: RowActions;
  onRename: () => void;
}

function RowMenu({ label, conversation, actions, onRename }: RowMenuProps) {
  const words = useText("chat").list;
  const finding = useText("finding");
  return (
    <DropdownMenu
      label={label}
      align="end"
      className="w-44"
      trigger={
        <button
          type="button"
          aria-label={label}
          className="absolute top-1 right-1 size-7 rounded-md text-muted-foreground opacity-0 group-hover/row:opacity-100 hover:text-foreground focus-visible:opacity-100 aria-expanded:opacity-100 pointer-coarse:opacity-100"
        >
          ⋯
        </button>
      }
    >
      <DropdownMenuItem icon={<Pencil aria-hidden />} onSelect={onRename}>
        {words.rename}
      </DropdownMenuItem>
      <DropdownMenuItem
        icon={conversation.pinned ? <PinOff aria-hidden /> : <Pin aria-hidden />}
        onSelect={() => actions.pin(conversation, !conversation.pinned)}
      >
        {conversation.pinned ? words.unpin : words.pin}
      </DropdownMenuItem>
      <DropdownMenuItem icon={<FolderInput aria-hidden />} onSelect={() => actions.move(conversation)}>
        {finding.move.action}
      </DropdownMenuItem>
      <DropdownMenuItem icon={<Archive aria-hidden />} onSelect={() => actions.archive(conversation)}>
        {finding.archive.action}
      </DropdownMenuItem>
      <DropdownMenuItem icon={<SquareCheck aria-hidden />} onSelect={() => actions.choose(conversation, false)}>
        {finding.bulk.select}
      </DropdownMenuItem>
      <DropdownMenuItem icon={<Trash2 aria-hidden />} danger onSelect={() => actions.remove(conversation)}>
        {words.delete}
      </DropdownMenuItem>
    </DropdownMenu>
  );
}

interface SelectRowProps {
  title: string;
  selected: boolean;
  onChoose: (range: boolean) => void;
}

/** A conversation while several are being selected. */
function SelectRow({ title, selected, onChoose }: SelectRowProps) {
  const words = useText("finding").bulk;
  const format = useFormat();
  return (
    <li className={cn("h-9 rounded-lg hover:bg-accent", selected && "bg-primary-soft hover:bg-primary-soft")}>
      <label className="flex h-full cursor-pointer items-center gap-2.5 px-2.5 text-sm select-none">
        <Checkbox
          checked={selected}
          aria-label={format(words.toggle, { title })}
          onChange={(event) => onChoose((event.nativeEvent as MouseEvent).shiftKey)}
        />
        <span className="truncate">{title}</span>
      </label>
    </li>
  );
}

function RenameField({ title, onDone }: { title: string; onDone: (title: string | undefined) => void }) {
  const words = useText("chat").list;
  const done = useRef(false);
  const finish = (changed: string | undefined) => {
    if (done.current) return;
    done.current = true;
    onDone(changed?.trim() || undefined);
  };
  return (
    <li>
      <input
        // the field takes the place of the row that was just pressed
        ref={(element) => {
          if (element && document.activeElement !== element) {
            element.focus();
            element.select();
          }
        }}
        defaultValue={title}
        maxLength={200}
        aria-label={words.name}
        className="h-9 w-full rounded-lg border border-ring bg-card px-2.5 text-sm outline-none pointer-coarse:text-base"
        onBlur={(event) => finish(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || event.keyCode === 229) return;
          if (event.key === "Enter") finish(event.currentTarget.value);
          if (event.key === "Escape") finish(undefined);
        }}
      />
    </li>
  );
}
