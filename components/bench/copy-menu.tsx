"use client";

import { Code } from "lucide-react";
import { useText } from "@/components/text-provider";
import { IconButton } from "@/components/ui/button";
import { DropdownMenu, DropdownMenuItem } from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/toast";
import type { RunCall } from "@/lib/bench/schema";
import { snippetKinds, snippetOf } from "./snippets";

/** The request as a command or a program: the very call that "Run" makes. */
export function CopyMenu({ call }: { call: RunCall | undefined }) {
  const words = useText("bench").copy;
  const common = useText("common");
  if (!call) return null;
  return (
    <DropdownMenu
      label={words.open}
      align="end"
      trigger={
        <IconButton label={words.open}>
          <Code aria-hidden />
        </IconButton>
      }
    >
      {snippetKinds.map((kind) => (
        <DropdownMenuItem
          key={kind}
          onSelect={() => {
            navigator.clipboard.writeText(snippetOf(kind, call)).then(
              () => toast({ text: words.done, tone: "success" }),
              () => toast({ text: common.copyFailed, tone: "danger" }),
            );
          }}
        >
          {words[kind]}
        </DropdownMenuItem>
      ))}
    </DropdownMenu>
  );
}
