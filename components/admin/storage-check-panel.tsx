"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { useFailureText } from "@/components/failure";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { RelativeTime } from "@/components/ui/relative-time";
import { Spinner } from "@/components/ui/spinner";
import { toast } from "@/components/ui/toast";
import { formatSize } from "@/lib/core";
import type { StorageCheck, StorageCheckInput } from "@/lib/storage/schema";
import { request } from "@/lib/ui";
import { MissingTable } from "./missing-table";

const LOOK_MS = 2_000;

/** How the last comparison of rows and files went, and the next one by hand. */
export function StorageCheckPanel({ check, marked }: { check: StorageCheck | null; marked: number }) {
  const words = useText("storage").check;
  const fill = useFormat();
  const locale = useLocale();
  const router = useRouter();
  const explain = useFailureText();
  const [busy, setBusy] = useState(false);
  const running = check !== null && check.finishedAt === null;

  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => router.refresh(), LOOK_MS);
    return () => clearInterval(timer);
  }, [running, router]);

  const begin = async (input: StorageCheckInput) => {
    setBusy(true);
    try {
      await request("POST", "/api/admin/storage/check", input);
      router.refresh();
    } catch (failure) {
      toast({ text: explain(failure), tone: "danger" });
    } finally {
      setBusy(false);
    }
  };

  const found = check && {
    rows: check.rowCount,
    files: check.fileCount,
    size: formatSize(check.fileBytes, locale),
    missing: check.missingCount,
    stray: check.strayCount,
    straySize: formatSize(check.strayBytes, locale),
    sums: check.sumCount,
  };
  const differs = check !== null && check.missingCount + check.strayCount > 0;
  return (
    <div className="grid gap-4 text-sm">
      <div aria-live="polite" className="grid max-w-prose gap-2">
        {found === null && <p>{words.never}</p>}
        {running && (
          <p className="flex items-center gap-2">
            <Spinner className="size-4" />
            {fill(words.running, found!)}
          </p>
        )}
        {check?.finishedAt && (
          <>
            <p className="text-muted-foreground">
              {fill(words.looked, found!)} · <RelativeTime value={check.finishedAt} />
            </p>
            {check.missingCount > 0 && <p>{fill(words.missing, found!)}</p>}
            {check.strayCount > 0 && <p>{fill(words.stray, found!)}</p>}
            {check.sumCount > 0 && <p>{fill(words.sums, found!)}</p>}
            {!differs && <p className="text-success">{words.well}</p>}
            {differs && check.repaired && <p>{words.repaired}</p>}
            {check.doubtful && !check.repaired && <Notice tone="danger">{words.doubtful}</Notice>}
          </>
        )}
        {marked > 0 && <p>{fill(words.marked, { count: marked })}</p>}
      </div>
      <div className="flex flex-wrap gap-2">
        <Button disabled={running} busy={busy && !running} onClick={() => void begin({ repair: false })}>
          {words.begin}
        </Button>
        {check?.finishedAt && differs && !check.repaired && (
          <Button
            variant={check.doubtful ? "danger" : "primary"}
            busy={busy}
            onClick={() => void begin({ repair: true, insist: check.doubtful })}
          >
            {check.doubtful ? words.insist : words.repair}
          </Button>
        )}
      </div>
      {check && check.missing.length > 0 && <MissingTable rows={check.missing} />}
    </div>
  );
}
