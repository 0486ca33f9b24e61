"use client";

import { listShares, revokeShare } from "@/components/finding/api";
import { useLinks } from "@/components/sharing/use-links";
import { useFormat, useText } from "@/components/text-provider";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Td, Th } from "@/components/ui/table";
import type { SharePage } from "@/lib/chat/schema";

const tones = { open: "success", expired: "neutral", revoked: "warning" } as const;

/** Links the person has made. Open ones can be taken back. */
export function ShareList({ page }: { page: SharePage }) {
  const words = useText("transfer").shares;
  const format = useFormat();
  const { items, busy, revoke, more } = useLinks(page, {
    list: listShares,
    revoke: revokeShare,
    revoked: words.revoked,
  });

  if (items.length === 0) return <p className="text-sm text-muted-foreground">{words.empty}</p>;
  return (
    <div className="grid justify-items-start gap-3">
      <Table caption={words.title}>
        <thead>
          <tr>
            <Th>{words.conversation}</Th>
            <Th>{words.state}</Th>
            <Th className="max-sm:hidden">{words.created}</Th>
            <Th className="max-sm:hidden">{words.expires}</Th>
            <Th>
              <span className="sr-only">{words.revoke}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {items.map((share) => (
            <tr key={share.id}>
              <Td className="max-w-60 truncate">{share.title || words.untitled}</Td>
              <Td>
                <Badge tone={tones[share.state]}>{words.states[share.state]}</Badge>
              </Td>
              <Td className="text-muted-foreground max-sm:hidden">
                <RelativeTime value={share.createdAt} />
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
                    aria-label={format(words.revokeNamed, { title: share.title || words.untitled })}
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
