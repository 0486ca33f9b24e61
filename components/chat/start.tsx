"use client";

import { ArrowRight } from "lucide-react";
import { useText } from "@/components/text-provider";
import type { ChatStore } from "./chat-store";
import { loadMessages } from "./load-messages";

const examples = ["table", "code", "text"] as const;

/** The empty page: what one can do here, by examples that run at once. */
export function Start({ store, disabled }: { store: ChatStore; disabled: boolean }) {
  const words = useText("chat").start;
  return (
    <div>
      <h2 className="text-2xl font-semibold tracking-tight text-balance">{words.title}</h2>
      <p className="mt-6 mb-2 text-muted-foreground">{words.hint}</p>
      <ul className="grid border-y">
        {examples.map((name) => (
          <li key={name} className="border-b last:border-b-0">
            <button
              type="button"
              disabled={disabled}
              aria-describedby={`example-${name}`}
              className="group/example flex w-full items-center gap-4 rounded-md px-1 py-3 text-left hover:bg-accent disabled:hover:bg-transparent"
              onPointerEnter={() => void loadMessages()}
              onFocus={() => void loadMessages()}
              onClick={() => store.send(words.examples[name].prompt)}
            >
              <span className="grid min-w-0 grow gap-0.5">
                <span className="font-medium">{words.examples[name].title}</span>
                <span id={`example-${name}`} className="line-clamp-2 text-muted-foreground">
                  {words.examples[name].prompt}
                </span>
              </span>
              <ArrowRight
                className="size-4 shrink-0 text-muted-foreground transition-transform group-hover/example:translate-x-0.5 motion-reduce:transition-none"
                aria-hidden
              />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
