"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useFailureText } from "@/components/failure";
import { useFormat, useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Td, Th } from "@/components/ui/table";
import { toast } from "@/components/ui/toast";
import { request } from "@/lib/ui";
import type { SetAsideJob } from "@/lib/worker/schema";

/** Work that was set aside: what, whose, when and why; tried again or dropped where it stands. */
export function JobTable({ jobs }: { jobs: readonly SetAsideJob[] }) {
  const words = useText("jobs");
  const names: Readonly<Record<string, string>> = words.names;
  const format = useFormat();
  const failureText = useFailureText();
  const router = useRouter();
  const [busy, setBusy] = useState<string>();

  const act = async (id: string, act: () => Promise<unknown>, done: string) => {
    setBusy(id);
    try {
      await act();
      toast({ text: done, tone: "success" });
      router.refresh();
    } catch (error) {
      toast({ text: failureText(error), tone: "danger" });
    } finally {
      setBusy(undefined);
    }
  };

  return (
    <Table caption={words.title}>
      <thead>
        <tr>
          <Th>{words.what}</Th>
          <Th className="max-sm:hidden">{words.whose}</Th>
          <Th className="max-sm:hidden">{words.when}</Th>
          <Th>
            <span className="sr-only">{words.actions}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {jobs.map((job) => {
          const name = names[job.name] ?? job.name;
          const person = job.person ?? words.nobody;
          return (
            <tr key={job.id} className="align-top [&>td]:py-2">
              <Td>
                <span className="font-medium">{name}</span>
                <span className="block text-xs text-muted-foreground sm:hidden">
                  {person} · <RelativeTime value={job.failedAt} />
                </span>
                <span className="mt-0.5 block max-w-xl font-mono text-xs text-muted-foreground wrap-anywhere">
                  {job.error ?? words.unknown}
                </span>
                <span className="tabular block text-xs text-muted-foreground">
                  {format(words.attempts, { count: job.attempts })}
                </span>
              </Td>
              <Td className="max-sm:hidden">
                <span className="block max-w-48 truncate">{person}</span>
              </Td>
              <Td className="whitespace-nowrap text-muted-foreground max-sm:hidden">
                <RelativeTime value={job.failedAt} />
              </Td>
              <Td>
                <span className="flex flex-wrap justify-end gap-2">
                  <Button
                    size="sm"
                    variant="outline"
                    busy={busy === job.id}
                    aria-label={format(words.retryNamed, { name, person })}
                    onClick={() =>
                      void act(job.id, () => request("POST", `/api/admin/jobs/${job.id}/retry`), words.retried)
                    }
                  >
                    {words.retry}
                  </Button>
                  <Button
                    size="sm"
                    variant="dangerGhost"
                    disabled={busy === job.id}
                    aria-label={format(words.discardNamed, { name, person })}
                    onClick={() =>
                      void act(job.id, () => request("DELETE", `/api/admin/jobs/${job.id}`), words.discarded)
                    }
                  >
                    {words.discard}
                  </Button>
                </span>
              </Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
