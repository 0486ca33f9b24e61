"use client";

import { X } from "lucide-react";
import { useEffect, useId, useRef } from "react";
import { useText } from "@/components/text-provider";
import { IconButton } from "@/components/ui/button";

const longest = 20_000;

/** What the answer is to begin with: the model goes on from there. */
export function PrefixField({ value, onChange }: { value: string; onChange: (value: string | undefined) => void }) {
  const words = useText("chat").composer;
  const area = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  useEffect(() => area.current?.focus(), []);
  return (
    <div className="mx-2 mt-1 grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-1 rounded-lg bg-secondary px-2 pt-1 pb-1.5">
      <label htmlFor={id} className="self-center px-1 text-xs text-muted-foreground">
        {words.prefix}
      </label>
      <IconButton size="iconSm" label={words.prefixClose} onClick={() => onChange(undefined)}>
        <X aria-hidden />
      </IconButton>
      <textarea
        ref={area}
        id={id}
        rows={1}
        value={value}
        maxLength={longest}
        placeholder={words.prefixPlaceholder}
        spellCheck={false}
        className="col-span-full field-sizing-content max-h-32 min-h-7 w-full resize-none rounded-md bg-transparent px-1 py-0.5 font-mono text-sm pointer-coarse:text-base"
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
