"use client";

import { useLocale, useText } from "@/components/text-provider";
import { Table, Td, Th } from "@/components/ui/table";
import { formatSize } from "@/lib/core";
import type { StorageUser } from "@/lib/storage/schema";
import { StorageLimitButton } from "./storage-limit-button";

/** Whose files take most, with the limit of each, changed where it stands. */
export function StorageUsers({ users }: { users: readonly StorageUser[] }) {
  const { people } = useText("storage");
  const locale = useLocale();
  if (users.length === 0) return <p className="text-sm text-muted-foreground">{people.none}</p>;
  return (
    <Table caption={people.title}>
      <thead>
        <tr>
          <Th>{people.person}</Th>
          <Th numeric>{people.used}</Th>
          <Th numeric>{people.limit}</Th>
        </tr>
      </thead>
      <tbody>
        {users.map((user) => (
          <tr key={user.userId}>
            <Td>
              <span className="block max-w-80 truncate max-sm:max-w-36">{user.name}</span>
            </Td>
            <Td numeric>{formatSize(user.usedBytes, locale)}</Td>
            <Td numeric>
              <StorageLimitButton userId={user.userId} name={user.name} storage={user} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
