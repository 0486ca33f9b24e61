import { useState } from "react";
import { useFailureText } from "@/components/failure";
import { toast } from "@/components/ui/toast";

interface Links<Link> {
  items: readonly Link[];
  /** the link that is being taken back, "more" while the next page is on its way */
  busy: string | undefined;
  revoke: (link: Link) => void;
  /** undefined where these are all */
  more: (() => void) | undefined;
}

export interface LinkPage<Link> {
  items: Link[];
  nextCursor: string | null;
}

export interface LinkCalls<Link> {
  list: (cursor: string) => Promise<LinkPage<Link>>;
  revoke: (id: string) => Promise<Link>;
  /** said afterwards */
  revoked: string;
}

/** A list of links that can be taken back, and read on. */
export function useLinks<Link extends { id: string }>(page: LinkPage<Link>, calls: LinkCalls<Link>): Links<Link> {
  const explain = useFailureText();
  const [{ items, nextCursor }, setPage] = useState(page);
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
  const revoke = async (id: string) => {
    const revoked = await calls.revoke(id);
    setPage((before) => ({ ...before, items: before.items.map((link) => (link.id === id ? revoked : link)) }));
    toast({ text: calls.revoked, tone: "success" });
  };
  const readOn = async (cursor: string) => {
    const next = await calls.list(cursor);
    setPage((before) => ({ ...next, items: [...before.items, ...next.items] }));
  };
  return {
    items,
    busy,
    revoke: ({ id }) => void run(id, () => revoke(id)),
    more: nextCursor === null ? undefined : () => void run("more", () => readOn(nextCursor)),
  };
}
