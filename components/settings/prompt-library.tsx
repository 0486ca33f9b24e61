"use client";

import { Pencil, Plus, Trash2, Users } from "lucide-react";
import { useState } from "react";
import { deletePrompt, listPrompts } from "@/components/finding/api";
import { useFailureText } from "@/components/failure";
import { useFormat, useText } from "@/components/text-provider";
import { Badge } from "@/components/ui/badge";
import { Button, IconButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { toast } from "@/components/ui/toast";
import type { Prompt, PromptPage } from "@/lib/prompts/schema";
import { PromptDialog } from "./prompt-dialog";

/** The person's prompts and the shared ones, to look after. */
export function PromptLibrary({ page, admin }: { page: PromptPage; admin: boolean }) {
  const words = useText("transfer").prompts;
  const format = useFormat();
  const explain = useFailureText();
  const [items, setItems] = useState(page.items);
  const [nextCursor, setNextCursor] = useState(page.nextCursor);
  const [editing, setEditing] = useState<Partial<Prompt>>();
  const [busy, setBusy] = useState(false);
  const failed = (error: unknown) => void toast({ text: explain(error), tone: "danger" });

  const saved = (prompt: Prompt) => {
    setItems((before) =>
      [...before.filter(({ id }) => id !== prompt.id), prompt].sort((first, second) =>
        first.name < second.name ? -1 : 1,
      ),
    );
    setEditing(undefined);
    toast({ text: words.saved, tone: "success" });
  };
  const remove = async (prompt: Prompt) => {
    try {
      await deletePrompt(prompt.id);
      setItems((before) => before.filter(({ id }) => id !== prompt.id));
      toast({ text: format(words.deleted, { name: prompt.name }) });
    } catch (error) {
      failed(error);
    }
  };
  const more = async () => {
    if (nextCursor === null) return;
    setBusy(true);
    try {
      const next = await listPrompts(nextCursor);
      setItems((before) => [...before, ...next.items]);
      setNextCursor(next.nextCursor);
    } catch (error) {
      failed(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <div className="grid justify-items-start gap-3">
      <Button variant="primary" onClick={() => setEditing({})}>
        <Plus aria-hidden />
        {words.new}
      </Button>
      {items.length === 0 ? (
        <EmptyState
          className="w-full"
          title={words.empty}
          action={
            <Button onClick={() => setEditing({ name: words.exampleName, text: words.exampleText })}>
              {words.example}
            </Button>
          }
        >
          {words.emptyText}
          <pre className="mt-3 rounded-lg bg-muted p-3 text-left text-xs whitespace-pre-wrap">{words.exampleText}</pre>
        </EmptyState>
      ) : (
        <ul className="w-full border-t">
          {items.map((prompt) => (
            <li key={prompt.id} className="flex min-h-14 items-center gap-2 border-b py-2">
              <div className="grid min-w-0 grow gap-0.5">
                <span className="flex items-center gap-2">
                  <span className="truncate font-medium">{prompt.name}</span>
                  {prompt.shared && (
                    <Badge tone="accent">
                      <Users aria-hidden />
                      {words.shared}
                    </Badge>
                  )}
                </span>
                <span className="truncate text-xs text-muted-foreground">{prompt.text}</span>
              </div>
              {prompt.editable && (
                <>
                  <IconButton label={format(words.edit, { name: prompt.name })} onClick={() => setEditing(prompt)}>
                    <Pencil aria-hidden />
                  </IconButton>
                  <IconButton
                    label={format(words.delete, { name: prompt.name })}
                    variant="dangerGhost"
                    onClick={() => void remove(prompt)}
                  >
                    <Trash2 aria-hidden />
                  </IconButton>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {nextCursor !== null && (
        <Button busy={busy} onClick={() => void more()}>
          {words.more}
        </Button>
      )}
      {editing && <PromptDialog prompt={editing} admin={admin} onClose={() => setEditing(undefined)} onSaved={saved} />}
    </div>
  );
}
