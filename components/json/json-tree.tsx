"use client";

import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { useFormat, useText } from "@/components/text-provider";
import { cn } from "@/lib/ui";

/** So many levels are open at first, and so many children are drawn at a time. */
const openLevels = 2;
const page = 100;

interface NodeProps {
  name: string | undefined;
  value: unknown;
  level: number;
}

/** A value as a tree whose branches open and close. Everything in it is text, whatever a model wrote. */
export function JsonTree({ value }: { value: unknown }) {
  const words = useText("json").view;
  return (
    <ul className="font-mono text-xs leading-relaxed" aria-label={words.whole}>
      <Node name={undefined} value={value} level={0} />
    </ul>
  );
}

function Node({ name, value, level }: NodeProps) {
  return typeof value === "object" && value !== null ? (
    <Branch name={name} value={value} level={level} />
  ) : (
    <li className="flex gap-1.5 py-0.5 pl-5">
      <Name name={name} />
      <Leaf value={value} />
    </li>
  );
}

function Branch({ name, value, level }: NodeProps & { value: object }) {
  const words = useText("json").view;
  const format = useFormat();
  const [open, setOpen] = useState(level < openLevels);
  const [shown, setShown] = useState(page);
  const entries: [string, unknown][] = Object.entries(value);
  const isList = Array.isArray(value);
  return (
    <li>
      <button
        type="button"
        aria-expanded={open}
        className="touch inline-flex items-center gap-1.5 rounded-sm py-0.5 hover:bg-accent"
        onClick={() => setOpen(!open)}
      >
        <ChevronRight className={cn("size-3.5 text-muted-foreground", open && "rotate-90")} aria-hidden />
        {name === undefined ? <span className="sr-only">{words.whole}: </span> : <Name name={name} />}
        <span className="text-muted-foreground">
          {isList ? "[" : "{"} {format(isList ? words.items : words.fields, { count: entries.length })}{" "}
          {isList ? "]" : "}"}
        </span>
      </button>
      {open && (
        <ul className="ml-1.5 border-l pl-3">
          {entries.slice(0, shown).map(([key, child]) => (
            <Node key={key} name={key} value={child} level={level + 1} />
          ))}
          {entries.length > shown && (
            <li>
              <button
                type="button"
                className="touch rounded-sm py-0.5 pl-5 text-primary-text underline underline-offset-4"
                onClick={() => setShown(shown + page)}
              >
                {format(words.more, { count: Math.min(page, entries.length - shown) })}
              </button>
            </li>
          )}
        </ul>
      )}
    </li>
  );
}

function Name({ name }: { name: string | undefined }) {
  return name === undefined ? null : <span className="shrink-0 text-primary-text">{name}:</span>;
}

function Leaf({ value }: { value: unknown }) {
  const isText = typeof value === "string";
  return (
    <span className={cn("min-w-0 wrap-anywhere whitespace-pre-wrap", !isText && "text-warning")}>
      {isText ? JSON.stringify(value) : String(value)}
    </span>
  );
}
