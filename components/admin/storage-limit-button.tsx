"use client";

import { Pencil } from "lucide-react";
import { useRouter } from "next/navigation";
import { useId, useState, type FormEvent } from "react";
import { useFailureText } from "@/components/failure";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { Field, fieldAttributes } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Popover } from "@/components/ui/popover";
import { toast } from "@/components/ui/toast";
import { formatSize } from "@/lib/core";
import type { StorageOfPerson } from "@/lib/storage/schema";
import { request } from "@/lib/ui";
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
    <Popover
      label={fill(limits.of, { name })}
      align="end"
      onShow={(content) => content.querySelector("input")?.select()}
      trigger={
        <Button variant="ghost" size="sm" className="tabular sm:-mr-2.5">
          <span className="sr-only">{fill(limits.edit, { name })}: </span>
          <span className={storage.ownLimit ? undefined : "text-muted-foreground"}>
            {storage.limitBytes === null ? limits.none : formatSize(storage.limitBytes, locale)}
          </span>
          <Pencil className="size-3.5" aria-hidden />
        </Button>
      }
    >
      {(close) => <StorageLimitForm userId={userId} storage={storage} onSaved={close} />}
    </Popover>
  );
}

function StorageLimitForm({
  userId,
  storage,
  onSaved,
}: Omit<StorageLimitButtonProps, "name"> & { onSaved: () => void }) {
  const { limits } = useText("storage");
  const common = useText("common");
  const router = useRouter();
  const words = useFailureText();
  const id = useId();
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);

  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const input = event.currentTarget.elements.namedItem("limit") as HTMLInputElement;
    const storageLimit = readStorageLimit(input.value);
    if (storageLimit === undefined) {
      setError(limits.invalid);
      return input.focus();
    }
    setBusy(true);
    try {
      await request("PATCH", `/api/admin/people/${userId}`, { storageLimit });
      onSaved();
      toast({ text: limits.saved, tone: "success" });
      router.refresh();
    } catch (failure) {
      setError(words(failure));
    } finally {
      setBusy(false);
    }
  };

  return (
    <form className="grid gap-3 text-left whitespace-normal" noValidate onSubmit={(event) => void save(event)}>
      <Field id={id} label={limits.amount} hint={limits.hint} error={error}>
        <Input
          {...fieldAttributes(id, { hint: limits.hint, error })}
          name="limit"
          inputMode="decimal"
          autoComplete="off"
          placeholder={limits.standard}
          defaultValue={writtenStorageLimit(storage)}
        />
      </Field>
      <Button type="submit" variant="primary" busy={busy} className="justify-self-end">
        {common.save}
      </Button>
    </form>
  );
}
