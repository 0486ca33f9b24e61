"use client";

import Link from "next/link";
import { useState } from "react";
import { useFailureText } from "@/components/failure";
import { useFormat, useText } from "@/components/text-provider";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Td, Th } from "@/components/ui/table";
import { toast } from "@/components/ui/toast";
import type { ItemShare, ItemSharePage } from "@/lib/library/schema";
import { listItemShares, revokeItemShare } from "./api";
import { shareTones } from "./item-shares";

/** Links the person has made to single items. Open ones can be taken back. */
export function ItemShareList({ page }: { page: ItemSharePage }) {
  const { share: words, done } = useText("library");
  const format = useFormat();
  const explain = useFailureText();
  const [items, setItems] = useState(page.items);
  const [nextCursor, setNextCursor] = useState(page.nextCursor);
  const [busy, setBusy] = useState<string>();

  const run = async (key: string, work: () => Promise<void>) => {
    setBusy(key);
    try {
      await work();
    } catch (error) {
      toast({ text: explain(error), tone: "danger" });
    } finally {
      setBusy(undefined);
    }
  };
  const revoke = ({ id }: ItemShare) =>
    run(id, async () => {
      const revoked = await revokeItemShare(id);
      setItems((before) => before.map((share) => (share.id === id ? revoked : share)));
      toast({ text: done.revoked, tone: "success" });
    });
  const more = () =>
    run("more", async () => {
      const next = await listItemShares(nextCursor ?? "");
      setItems((before) => [...before, ...next.items]);
      setNextCursor(next.nextCursor);
    });

  if (items.length === 0) return <p className="text-sm text-muted-foreground">{words.listEmpty}</p>;
  return (
    <div className="grid justify-items-start gap-3">
      <Table caption={words.listTitle}>
        <thead>
          <tr>
            <Th>{words.item}</Th>
            <Th>{words.state}</Th>
            <Th className="max-sm:hidden">{words.ends}</Th>
            <Th>
              <span className="sr-only">{words.revoke}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {items.map((share) => (
            <tr key={share.id}>
              <Td className="max-w-60 truncate">
                <Link href={`/library?item=${share.assetId}`} className="text-primary-text hover:underline">
                  {share.name}
                </Link>
              </Td>
              <Td>
                <Badge tone={shareTones[share.state]}>{words.states[share.state]}</Badge>
              </Td>
              <Td className="text-muted-foreground max-sm:hidden">
                {share.expiresAt ? <RelativeTime value={share.expiresAt} /> : words.never}
              </Td>
              <Td className="text-right">
                {share.state === "open" && (
                  <Button
                    variant="outline"
                    size="sm"
                    busy={busy === share.id}
                    aria-label={format(words.revokeOf, { name: share.name })}
                    onClick={() => void revoke(share)}
                  >
                    {words.revoke}
                  </Button>
                )}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {nextCursor !== null && (
        <Button busy={busy === "more"} onClick={() => void more()}>
          {words.more}
        </Button>
      )}
    </div>
  );
}
