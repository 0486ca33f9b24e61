"use client";

import { useFormat, useLocale, useText } from "@/components/text-provider";
import { formatSize } from "@/lib/core";
import type { StorageOfPerson } from "@/lib/storage/schema";
import { LimitField } from "./limit-field";
import { readStorageLimit, writtenStorageLimit } from "./storage-limit";

export interface StorageLimitButtonProps {
  userId: string;
  name: string;
  storage: StorageOfPerson;
}

/** What a person's files may take, and the field to change it. */
export function StorageLimitButton({ userId, name, storage }: StorageLimitButtonProps) {
  const { limits } = useText("storage");
  const locale = useLocale();
  const fill = useFormat();
  return (
    <LimitField
      userId={userId}
      label={fill(limits.of, { name })}
      spoken={fill(limits.edit, { name })}
      className="tabular sm:-mr-2.5"
      form={{
        label: limits.amount,
        hint: limits.hint,
        placeholder: limits.standard,
        written: writtenStorageLimit(storage),
        invalid: limits.invalid,
        saved: limits.saved,
        read: (written) => {
          const storageLimit = readStorageLimit(written);
          return storageLimit === undefined ? undefined : { storageLimit };
        },
      }}
    >
      <span className={storage.ownLimit ? undefined : "text-muted-foreground"}>
        {storage.limitBytes === null ? limits.none : formatSize(storage.limitBytes, locale)}
      </span>
    </LimitField>
  );
}
