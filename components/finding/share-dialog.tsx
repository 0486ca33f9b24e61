"use client";

import Link from "next/link";
import { useState } from "react";
import { LinkDialog } from "@/components/sharing/link-dialog";
import { useText } from "@/components/text-provider";
import { Checkbox } from "@/components/ui/switch";
import { createShare } from "./api";

interface ShareDialogProps {
  conversationId: string;
  hasSystemPrompt: boolean;
  onClose: () => void;
}

/** A link to a frozen copy of a conversation. */
export function ShareDialog({ conversationId, hasSystemPrompt, onClose }: ShareDialogProps) {
  const words = useText("finding").share;
  const [systemPrompt, setSystemPrompt] = useState(false);
  const [pictures, setPictures] = useState(false);
  return (
    <LinkDialog
      words={words}
      make={(expiresInDays) => createShare({ conversationId, systemPrompt, pictures, expiresInDays })}
      onClose={onClose}
      after={
        <Link href="/settings/conversations" className="text-sm text-primary-text hover:underline">
          {words.manage}
        </Link>
      }
    >
      <p className="text-sm text-muted-foreground">{words.left}</p>
      <label className="flex items-center gap-2.5">
        <Checkbox checked={pictures} onChange={({ target }) => setPictures(target.checked)} />
        {words.pictures}
      </label>
      {hasSystemPrompt && (
        <label className="flex items-center gap-2.5">
          <Checkbox checked={systemPrompt} onChange={({ target }) => setSystemPrompt(target.checked)} />
          {words.systemPrompt}
        </label>
      )}
    </LinkDialog>
  );
}
