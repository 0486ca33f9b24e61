"use client";

import { useState } from "react";
import { useFailureText } from "@/components/failure";
import { linkTones } from "@/components/sharing/link-table";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toast";
import type { ItemShare } from "@/lib/library/schema";
import { revokeItemShare } from "./api";

interface ItemSharesProps {
  shares: readonly ItemShare[];
  onRevoked: (share: ItemShare) => void;
}

/** The links to an item. Open ones can be taken back. */
export function ItemShares({ shares, onRevoked }: ItemSharesProps) {
  const { share: words, done } = useText("library");
  const format = useFormat();
  const locale = useLocale();
  const explain = useFailureText();
  const [busy, setBusy] = useState<string>();
  const revoke = async ({ id }: ItemShare) => {
    setBusy(id);
    try {
      onRevoked(await revokeItemShare(id));
      toast({ text: done.revoked, tone: "success" });
    } catch (error) {
      toast({ text: explain(error), tone: "danger" });
    } finally {
      setBusy(undefined);
    }
  };
  const dated = (value: string) =>
    new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(new Date(value));
  return (
    <section className="grid gap-1" aria-label={words.links}>
      <h3 className="text-xs text-muted-foreground">{words.links}</h3>
      {shares.length === 0 && <p className="text-sm">{words.none}</p>}
      <ul className="grid gap-1">
        {shares.map((share) => (
          <li key={share.id} className="flex min-h-8 items-center gap-2 text-xs">
            <Badge tone={linkTones[share.state]}>{words.states[share.state]}</Badge>
            <span className="min-w-0 truncate text-muted-foreground">
              {words.made} <RelativeTime value={share.createdAt} />
              {share.withPrompt && ` · ${words.withPromptShort}`}
            </span>
            {share.state === "open" && (
              <Button
                size="sm"
                variant="outline"
                className="ml-auto"
                busy={busy === share.id}
                aria-label={format(words.revokeNamed, { date: dated(share.createdAt) })}
                onClick={() => void revoke(share)}
              >
                {words.revoke}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
