"use client";

import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useFailureWords } from "@/components/failure";
import { useText } from "@/components/text-provider";
import { CopyButton } from "@/components/ui/copy-button";
import { useChat } from "./chat-context";
import type { Problem } from "./chat-state";

/** A failure in words, with what to quote under "Details" and what to press. */
export function FailureNotice({ failure, children }: { failure: Problem; children?: ReactNode }) {
  const words = useText("chat").failure;
  const { admin } = useChat();
  const { title, cause, next } = useFailureWords()(failure, admin);
  const quoted = [
    { label: words.code, value: [failure.code, failure.reason].filter(Boolean).join(" / ") },
    { label: words.traceId, value: failure.traceId },
    { label: words.requestId, value: failure.requestId },
  ].filter(({ value }) => value);
  return (
    <div className="grid grid-cols-[auto_1fr] gap-x-2.5 gap-y-1 rounded-lg bg-destructive-soft px-3.5 py-3 text-sm">
      <CircleAlert className="mt-0.5 size-4 text-destructive" aria-hidden />
      <div className="min-w-0">
        <p className="font-medium">{title}</p>
        {cause && <p className="mt-0.5 text-muted-foreground">{cause}</p>}
        <p className="mt-0.5">{next}</p>
        {quoted.length > 0 && (
          <details className="mt-1.5 text-xs text-muted-foreground">
            <summary className="touch inline-block rounded-sm underline underline-offset-4">{words.details}</summary>
            <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5">
              {quoted.map(({ label, value }) => (
                <div key={label} className="contents">
                  <dt>{label}</dt>
                  <dd className="flex min-w-0 items-center gap-1 font-mono wrap-anywhere">
                    {value}
                    {label === words.traceId && value && <CopyButton size="iconSm" text={value} />}
                  </dd>
                </div>
              ))}
            </dl>
          </details>
        )}
        {children && <div className="mt-2.5 flex flex-wrap gap-2">{children}</div>}
      </div>
    </div>
  );
}
