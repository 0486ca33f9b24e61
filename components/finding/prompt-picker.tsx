"use client";

import { Command } from "cmdk";
import { ArrowLeft, Settings2, TextQuote, Users } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useId, useState } from "react";
import { useFormat, useText } from "@/components/text-provider";
import { Badge } from "@/components/ui/badge";
import { Button, IconButton } from "@/components/ui/button";
import { BareDialog } from "@/components/ui/dialog";
import { Label } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { Spinner } from "@/components/ui/spinner";
import { fillPrompt, variablesOf, type Prompt } from "@/lib/prompts/schema";
import { listPrompts } from "./api";

const mostPages = 20;

interface PromptPickerProps {
  onInsert: (text: string) => void;
  onClose: () => void;
}

/** The prompts, to begin a question with: found by typing, their blanks filled in before they are inserted. */
export function PromptPicker({ onInsert, onClose }: PromptPickerProps) {
  const words = useText("finding").prompts;
  const [chosen, setChosen] = useState<Prompt>();
  const take = (prompt: Prompt) => {
    if (variablesOf(prompt.text).length > 0) setChosen(prompt);
    else insert(prompt.text);
  };
  const insert = (text: string) => {
    onInsert(text);
    onClose();
  };
  return (
    <BareDialog open onOpenChange={onClose} label={words.title}>
      {chosen ? (
        <FillForm prompt={chosen} onBack={() => setChosen(undefined)} onFilled={insert} />
      ) : (
        <List onChoose={take} onClose={onClose} />
      )}
    </BareDialog>
  );
}

function List({ onChoose, onClose }: { onChoose: (prompt: Prompt) => void; onClose: () => void }) {
  const words = useText("finding").prompts;
  const format = useFormat();
  const router = useRouter();
  const [prompts, setPrompts] = useState<readonly Prompt[]>();
  const [failed, setFailed] = useState(false);
  const [query, setQuery] = useState("");

  useEffect(() => {
    let current = true;
    const load = async () => {
      const found: Prompt[] = [];
      try {
        let cursor: string | undefined;
        for (let page = 0; page < mostPages; page++) {
          const next = await listPrompts(cursor);
          found.push(...next.items);
          if (next.nextCursor === null) break;
          cursor = next.nextCursor;
        }
        if (current) setPrompts(found);
      } catch {
        if (current) setFailed(true);
      }
    };
    void load();
    return () => {
      current = false;
    };
  }, []);

  return (
    <Command label={words.title} loop className="flex max-h-[60dvh] flex-col">
      <div className="flex items-center gap-2 border-b px-4">
        <Command.Input
          value={query}
          onValueChange={setQuery}
          placeholder={words.search}
          data-autofocus
          className="h-12 min-w-0 grow bg-transparent text-base outline-none"
        />
        {!prompts && !failed && <Spinner className="text-muted-foreground" />}
      </div>
      <Command.List className="min-h-0 grow overflow-y-auto p-2">
        {prompts && (
          <Command.Empty className="px-2 py-8 text-center text-muted-foreground">
            {prompts.length === 0 ? words.empty : format(words.none, { query })}
          </Command.Empty>
        )}
        {failed && <p className="px-2 py-2 text-sm text-destructive">{words.failed}</p>}
        {prompts?.map((prompt) => (
          <Command.Item
            key={prompt.id}
            value={`${prompt.name} ${prompt.text.slice(0, 500)} ${prompt.id}`}
            onSelect={() => onChoose(prompt)}
            className="grid min-h-11 cursor-pointer grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 rounded-md px-2 py-1.5 data-[selected=true]:bg-accent"
          >
            <TextQuote className="size-4 text-muted-foreground" aria-hidden />
            <span className="min-w-0">
              <span className="block truncate font-medium">{prompt.name}</span>
              <span className="block truncate text-xs text-muted-foreground">{prompt.text}</span>
            </span>
            {prompt.shared && (
              <Badge>
                <Users aria-hidden />
                {words.shared}
              </Badge>
            )}
          </Command.Item>
        ))}
        <Command.Item
          value={words.manage}
          onSelect={() => {
            onClose();
            router.push("/settings/prompts");
          }}
          className="flex min-h-9 cursor-pointer items-center gap-3 rounded-md px-2 text-muted-foreground data-[selected=true]:bg-accent"
        >
          <Settings2 className="size-4" aria-hidden />
          {words.manage}
        </Command.Item>
      </Command.List>
    </Command>
  );
}

interface FillFormProps {
  prompt: Prompt;
  onBack: () => void;
  onFilled: (text: string) => void;
}

function FillForm({ prompt, onBack, onFilled }: FillFormProps) {
  const words = useText("finding").prompts;
  const format = useFormat();
  const id = useId();
  const names = variablesOf(prompt.text);
  return (
    <form
      className="flex max-h-[60dvh] flex-col"
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        const values = Object.fromEntries(names.map((name, index) => [name, String(data.get(`blank-${index}`) ?? "")]));
        onFilled(fillPrompt(prompt.text, values));
      }}
    >
      <div className="flex items-center gap-2 border-b px-2 py-2">
        <IconButton label={words.back} onClick={onBack}>
          <ArrowLeft aria-hidden />
        </IconButton>
        <h3 className="min-w-0 truncate font-medium">{format(words.fill, { name: prompt.name })}</h3>
      </div>
      <div className="grid min-h-0 gap-3 overflow-y-auto p-4">
        {names.map((name, index) => (
          <div key={name} className="grid gap-1.5">
            <Label htmlFor={`${id}-${index}`}>{name}</Label>
            <Textarea
              id={`${id}-${index}`}
              name={`blank-${index}`}
              rows={1}
              autoFocus={index === 0}
              className="field-sizing-content max-h-40 min-h-9"
              onKeyDown={(event) => {
                if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
                  event.preventDefault();
                  event.currentTarget.form?.requestSubmit();
                }
              }}
            />
          </div>
        ))}
      </div>
      <div className="flex justify-end border-t bg-muted/50 px-4 py-3">
        <Button type="submit" variant="primary">
          {words.insert}
        </Button>
      </div>
    </form>
  );
}
