"use client";

import Link from "next/link";
import { useLinks } from "@/components/sharing/use-links";
import { useFormat, useText } from "@/components/text-provider";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Td, Th } from "@/components/ui/table";
import type { ItemSharePage } from "@/lib/library/schema";
import { listItemShares, revokeItemShare } from "./api";
import { shareTones } from "./item-shares";

/** Links the person has made to single items. Open ones can be taken back. */
export function ItemShareList({ page }: { page: ItemSharePage }) {
  const { share: words, done } = useText("library");
  const format = useFormat();
  const { items, busy, revoke, more } = useLinks(page, {
    list: listItemShares,
    revoke: revokeItemShare,
    revoked: done.revoked,
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
                    onClick={() => revoke(share)}
                  >
                    {words.revoke}
                  </Button>
                )}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {more && (
        <Button busy={busy === "more"} onClick={more}>
          {words.more}
        </Button>
      )}
    </div>
  );
}
