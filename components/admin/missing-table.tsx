"use client";

import { useLocale, useText } from "@/components/text-provider";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Td, Th } from "@/components/ui/table";
import { formatSize } from "@/lib/core";
import type { StorageCheck } from "@/lib/storage/schema";

/** Files that are not there: what they were, never how their people call them. */
export function MissingTable({ rows }: { rows: StorageCheck["missing"] }) {
  const { list } = useText("storage");
  const locale = useLocale();
  return (
    <Table caption={list.title}>
      <thead>
        <tr>
          <Th>{list.kind}</Th>
          <Th>{list.person}</Th>
          <Th numeric>{list.size}</Th>
          <Th>{list.made}</Th>
          <Th className="max-sm:hidden">{list.id}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <Td>{list.kinds[row.kind]}</Td>
            <Td>
              <span className="block max-w-56 truncate max-sm:max-w-28">{row.person}</span>
            </Td>
            <Td numeric>{formatSize(row.sizeBytes, locale)}</Td>
            <Td className="whitespace-nowrap">
              <RelativeTime value={row.createdAt} />
            </Td>
            <Td className="font-mono text-xs max-sm:hidden">{row.id}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
