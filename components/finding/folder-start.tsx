"use client";

import { Folder as FolderIcon } from "lucide-react";
import { useFormat, useText } from "@/components/text-provider";

/** The empty page of a folder. */
export function FolderStart({ name, systemPrompt }: { name: string; systemPrompt: string }) {
  const words = useText("finding").folders;
  const format = useFormat();
  return (
    <div>
      <h2 className="flex items-center gap-2.5 text-2xl font-semibold tracking-tight text-balance">
        <FolderIcon className="size-5 shrink-0 text-muted-foreground" aria-hidden />
        {format(words.start, { name })}
      </h2>
      <p className="mt-2 text-muted-foreground">{words.startHint}</p>
      {systemPrompt && (
        <p className="mt-6 line-clamp-4 border-l-2 pl-3 text-sm whitespace-pre-wrap text-muted-foreground">
          {systemPrompt}
        </p>
      )}
    </div>
  );
}
