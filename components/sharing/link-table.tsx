"use client";

import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Td, Th } from "@/components/ui/table";
import { useLinks, type LinkCalls, type LinkPage } from "./use-links";

interface Link {
  id: string;
  state: "open" | "expired" | "revoked";
  createdAt: string;
  /** null: never */
  expiresAt: string | null;
}

export interface LinkTableProps<Shared extends Link> {
  page: LinkPage<Shared>;
  calls: LinkCalls<Shared>;
  words: {
    caption: string;
    empty: string;
    /** what the links lead to: heads the first column */
    shared: string;
    state: string;
    states: Record<Link["state"], string>;
    /** heads the column of when it was made; left out, there is none */
    created?: string;
    expires: string;
    never: string;
    revoke: string;
    more: string;
  };
  /** what a link leads to */
  draw: (link: Shared) => ReactNode;
  /** the whole name of the button that takes a link back */
  nameRevoke: (link: Shared) => string;
}

export const linkTones = { open: "success", expired: "neutral", revoked: "warning" } as const;

/** Links a person has made. Open ones can be taken back. */
export function LinkTable<Shared extends Link>({ page, calls, words, draw, nameRevoke }: LinkTableProps<Shared>) {
  const { items, busy, revoke, more } = useLinks(page, calls);
  if (items.length === 0) return <p className="text-sm text-muted-foreground">{words.empty}</p>;
  return (
    <div className="grid justify-items-start gap-3">
      <Table caption={words.caption}>
        <thead>
          <tr>
            <Th>{words.shared}</Th>
            <Th>{words.state}</Th>
            {words.created !== undefined && <Th className="max-sm:hidden">{words.created}</Th>}
            <Th className="max-sm:hidden">{words.expires}</Th>
            <Th>
              <span className="sr-only">{words.revoke}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {items.map((link) => (
            <tr key={link.id}>
              <Td className="max-w-60 truncate">{draw(link)}</Td>
              <Td>
                <Badge tone={linkTones[link.state]}>{words.states[link.state]}</Badge>
              </Td>
              {words.created !== undefined && (
                <Td className="text-muted-foreground max-sm:hidden">
                  <RelativeTime value={link.createdAt} />
                </Td>
              )}
              <Td className="text-muted-foreground max-sm:hidden">
                {link.expiresAt ? <RelativeTime value={link.expiresAt} /> : words.never}
              </Td>
              <Td className="text-right">
                {link.state === "open" && (
                  <Button
                    variant="outline"
                    size="sm"
                    busy={busy === link.id}
                    aria-label={nameRevoke(link)}
                    onClick={() => revoke(link)}
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
