"use client";

import { useText } from "@/components/text-provider";
import { Badge } from "@/components/ui/badge";
import { Money } from "@/components/ui/money";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Td, Th } from "@/components/ui/table";
import type { Person } from "@/lib/auth/schema";
import type { Spending } from "@/lib/metering/schema";
import type { StorageOfPerson } from "@/lib/storage/schema";
import { LimitButton } from "./limit-button";
import { PersonMenu } from "./person-menu";
import { StorageLimitButton } from "./storage-limit-button";

export interface PersonRow {
  person: Person;
  spending: Spending;
  storage: StorageOfPerson;
  /** spent in the period on screen */
  periodNanos: string;
}

/** Everybody with role, spending and limit, each changed where it stands. */
export function PeopleTable({
  rows,
  currency,
  ownId,
}: {
  rows: readonly PersonRow[];
  currency: string;
  ownId: string;
}) {
  const admin = useText("admin");
  const storage = useText("storage");
  return (
    <Table caption={admin.people}>
      <thead>
        <tr>
          <Th>{admin.person}</Th>
          <Th className="max-sm:hidden">{admin.role}</Th>
          <Th className="max-md:hidden">{admin.lastSeen}</Th>
          <Th numeric className="max-sm:hidden">
            {admin.rangeSpent}
          </Th>
          <Th numeric>{admin.monthSpent}</Th>
          <Th numeric>{admin.limit}</Th>
          <Th numeric className="max-lg:hidden">
            {storage.limits.title}
          </Th>
          <Th>
            <span className="sr-only">{admin.actions.replace("{name}", "")}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ person, spending, storage: room, periodNanos }) => (
          <tr key={person.id} className={person.disabled ? "text-muted-foreground" : undefined}>
            <Td className="py-2">
              <span className="flex flex-wrap items-center gap-x-2">
                <span className="grid min-w-0">
                  <span className="max-w-56 truncate max-sm:max-w-32">{person.name || person.email}</span>
                  {person.name && (
                    <span className="max-w-56 truncate max-sm:max-w-32 text-xs text-muted-foreground">
                      {person.email}
                    </span>
                  )}
                </span>
                {person.id === ownId && <Badge tone="accent">{admin.you}</Badge>}
                {person.role === "admin" && (
                  <Badge tone="outline" className="sm:hidden">
                    {admin.roles.admin}
                  </Badge>
                )}
                {person.disabled && <Badge tone="danger">{admin.disabled}</Badge>}
              </span>
            </Td>
            <Td className="whitespace-nowrap max-sm:hidden">{admin.roles[person.role]}</Td>
            <Td className="text-muted-foreground max-md:hidden">
              {person.lastSeenAt ? <RelativeTime value={person.lastSeenAt} /> : admin.never}
            </Td>
            <Td numeric className="max-sm:hidden">
              <Money nanos={periodNanos} currency={currency} />
            </Td>
            <Td numeric>
              <Money nanos={spending.spentNanos} currency={currency} />
            </Td>
            <Td numeric>
              <LimitButton person={person} limitNanos={spending.limitNanos} currency={currency} />
            </Td>
            <Td numeric className="max-lg:hidden">
              <StorageLimitButton userId={person.id} name={person.name || person.email} storage={room} />
            </Td>
            <Td className="w-10 text-right">
              <PersonMenu person={person} own={person.id === ownId} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
