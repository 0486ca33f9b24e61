"use client";

import { listShares, revokeShare } from "@/components/finding/api";
import { LinkTable } from "@/components/sharing/link-table";
import { useFormat, useText } from "@/components/text-provider";
import type { SharePage, ShareSummary } from "@/lib/chat/schema";

/** Links the person has made to conversations. */
export function ShareList({ page }: { page: SharePage }) {
  const words = useText("transfer").shares;
  const format = useFormat();
  const titleOf = ({ title }: ShareSummary) => title || words.untitled;
  return (
    <LinkTable
      page={page}
      calls={{ list: listShares, revoke: revokeShare, revoked: words.revoked }}
      words={{ ...words, caption: words.title, shared: words.conversation }}
      draw={titleOf}
      nameRevoke={(share) => format(words.revokeNamed, { title: titleOf(share) })}
    />
  );
}
