"use client";

import { ArchiveRestore, Trash2 } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { tellConversation } from "@/components/chat/conversation-bus";
import { useFailureText } from "@/components/failure";
import { useFormat, useText } from "@/components/text-provider";
import { Button, IconButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toast";
import type { ConversationPage, ConversationSummary } from "@/lib/chat/schema";
import { arrange, listArchive } from "./api";

/** What was taken out of the list, last archived first. */
export function Archive({ page }: { page: ConversationPage }) {
  const finding = useText("finding");
  const chat = useText("chat");
  const words = finding.archive;
  const format = useFormat();
  const explain = useFailureText();
  const [items, setItems] = useState(page.items);
  const [nextCursor, setNextCursor] = useState(page.nextCursor);
  const [busy, setBusy] = useState(false);
  const nameOf = ({ title }: ConversationSummary) => title || chat.untitled;
  const without = ({ id }: ConversationSummary) => setItems((before) => before.filter((each) => each.id !== id));
  const failed = (error: unknown) => void toast({ text: explain(error), tone: "danger" });

  const restore = async (conversation: ConversationSummary) => {
    try {
      await arrange([conversation.id], { type: "unarchive" });
      without(conversation);
      tellConversation({ type: "changed", conversation: { ...conversation, archived: false } });
      toast({ text: format(words.restored, { title: nameOf(conversation) }) });
    } catch (error) {
      failed(error);
    }
  };
  const remove = async (conversation: ConversationSummary) => {
    try {
      await arrange([conversation.id], { type: "delete" });
      without(conversation);
      toast({
        text: format(chat.list.deleted, { title: nameOf(conversation) }),
        undo: () => {
          arrange([conversation.id], { type: "restore" }).then(
            () => setItems((before) => [conversation, ...before]),
            failed,
          );
        },
      });
    } catch (error) {
      failed(error);
    }
  };
  const more = async () => {
    if (nextCursor === null) return;
    setBusy(true);
    try {
      const next = await listArchive(nextCursor);
      setItems((before) => [...before, ...next.items]);
      setNextCursor(next.nextCursor);
    } catch (error) {
      failed(error);
    } finally {
      setBusy(false);
    }
  };

  if (items.length === 0) return <EmptyState title={words.empty}>{words.emptyText}</EmptyState>;
  return (
    <div className="grid justify-items-start gap-3">
      <ul className="w-full border-t">
        {items.map((conversation) => (
          <li key={conversation.id} className="flex min-h-12 items-center gap-2 border-b py-1.5">
            <Link href={`/chat/${conversation.id}`} prefetch={false} className="min-w-0 grow truncate hover:underline">
              {nameOf(conversation)}
            </Link>
            <RelativeTime value={conversation.updatedAt} className="text-xs text-muted-foreground" />
            <IconButton
              label={format(words.restoreNamed, { title: nameOf(conversation) })}
              onClick={() => void restore(conversation)}
            >
              <ArchiveRestore aria-hidden />
            </IconButton>
            <IconButton
              label={`${chat.list.delete}: ${nameOf(conversation)}`}
              variant="dangerGhost"
              onClick={() => void remove(conversation)}
            >
              <Trash2 aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
      {nextCursor !== null && (
        <Button busy={busy} onClick={() => void more()}>
          {words.more}
        </Button>
      )}
    </div>
  );
}
