"use client";

import Link from "next/link";
import { LinkTable } from "@/components/sharing/link-table";
import { useFormat, useText } from "@/components/text-provider";
import type { ItemSharePage } from "@/lib/library/schema";
import { listItemShares, revokeItemShare } from "./api";

/** Links the person has made to single items. */
export function ItemShareList({ page }: { page: ItemSharePage }) {
  const { share: words, done } = useText("library");
  const format = useFormat();
  const { state, states, never, revoke, more } = words;
  return (
    <LinkTable
      page={page}
      calls={{ list: listItemShares, revoke: revokeItemShare, revoked: done.revoked }}
      words={{
        ...{ caption: words.listTitle, empty: words.listEmpty, shared: words.item, expires: words.ends },
        ...{ state, states, never, revoke, more },
      }}
      draw={(share) => (
        <Link href={`/library?item=${share.assetId}`} className="text-primary-text hover:underline">
          {share.name}
        </Link>
      )}
      nameRevoke={({ name }) => format(words.revokeOf, { name })}
    />
  );
}
