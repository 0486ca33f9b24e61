"use client";

import { Upload } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef, useState, type DragEvent } from "react";
import { useFailureText } from "@/components/failure";
import { useFormat, useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Spinner } from "@/components/ui/spinner";
import type { ImportReport } from "@/lib/chat/schema";
import { ApiError, type FailureBody } from "@/lib/ui";

/** Brings conversations from a file, and says what became of each. */
export function ImportForm() {
  const words = useText("transfer").data;
  const format = useFormat();
  const explain = useFailureText();
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState<string>();
  const [report, setReport] = useState<ImportReport>();
  const [failure, setFailure] = useState<unknown>();

  const take = async (file: File | undefined) => {
    if (!file || name !== undefined) return;
    setName(file.name);
    setReport(undefined);
    setFailure(undefined);
    try {
      setReport(await send(file));
      router.refresh();
    } catch (error) {
      setFailure(error);
    } finally {
      setName(undefined);
      if (input.current) input.current.value = "";
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    void take(event.dataTransfer.files[0]);
  };

  return (
    <div className="grid justify-items-start gap-3" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        aria-label={words.choose}
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => void take(event.target.files?.[0])}
      />
      <Button busy={name !== undefined} onClick={() => input.current?.click()}>
        <Upload aria-hidden />
        {words.choose}
      </Button>
      <div role="status" className="grid w-full gap-2 empty:hidden">
        {name !== undefined && (
          <p className="flex items-center gap-2 text-sm text-muted-foreground">
            <Spinner />
            {format(words.working, { name })}
          </p>
        )}
        {report && <Report report={report} />}
      </div>
      {failure !== undefined && <Notice tone="danger">{explain(failure)}</Notice>}
    </div>
  );
}

/** The file goes as it is: it may be too large to be read here. */
async function send(file: File): Promise<ImportReport> {
  let response: Response;
  try {
    response = await fetch("/api/conversations/import", {
      method: "POST",
      body: file,
      headers: { "content-type": "application/json" },
    });
  } catch (error) {
    throw new ApiError(0, undefined, { cause: error });
  }
  const answer = (await response.json().catch(() => ({}))) as { report?: ImportReport } & Partial<FailureBody>;
  if (!response.ok || !answer.report) throw new ApiError(response.status, answer.error);
  return answer.report;
}

function Report({ report }: { report: ImportReport }) {
  const words = useText("transfer").data;
  const format = useFormat();
  const source = words.sources[report.source ?? "silica"];
  const omitted = (["attachments", "tools", "other"] as const)
    .filter((kind) => report.omitted[kind] > 0)
    .map((kind) => format(words.omittedKinds[kind], { count: report.omitted[kind] }));
  const { conversations, messages, folders, left, leftCount, cut } = report;
  return (
    <div className="grid gap-2 rounded-lg bg-secondary px-3 py-2.5 text-sm">
      <p className="font-medium">
        {conversations > 0
          ? format(words.done, { conversations, messages, source })
          : format(words.nothing, { source })}
      </p>
      {folders > 0 && <p>{format(words.folders, { count: folders })}</p>}
      {omitted.length > 0 && <p>{format(words.omitted, { list: omitted.join(words.separator) })}</p>}
      {cut && <p className="text-warning">{words.cut}</p>}
      {leftCount > 0 && (
        <div>
          <p>{format(words.left, { count: leftCount })}</p>
          <ul className="mt-1 max-h-60 list-disc overflow-y-auto pl-5 text-muted-foreground">
            {left.map(({ title, reason }, index) => (
              <li key={index} className="wrap-anywhere">
                {title || words.untitled}: {words.reasons[reason]}
              </li>
            ))}
            {leftCount > left.length && <li>{format(words.leftMore, { count: leftCount - left.length })}</li>}
          </ul>
        </div>
      )}
    </div>
  );
}
