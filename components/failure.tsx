"use client";

import { useFormat, useText } from "@/components/text-provider";
import { ApiError } from "@/lib/ui";

/** Turns what a request threw into words for the person: what happened and what to do now, in one line. */
export function useFailureText(): (error: unknown) => string {
  const { sentences } = useText("common");
  const words = useFailureWords();
  const fill = useFormat();
  return (error) => {
    const known = error instanceof ApiError ? (error.body ?? {}) : { code: "internal" };
    const { title, next } = words(known, false);
    return fill(sentences, { first: title, second: next });
  };
}

export interface FailureWords {
  title: string;
  cause: string | undefined;
  next: string;
}

interface Entry {
  title: string;
  cause?: string;
  next: string;
  nextAdmin?: string;
}

/**
 * A failure in three parts: what happened, why as far as known, what to do now. An administrator is told what to set
 * where a member is told whom to ask. Without a code nothing came back at all.
 */
export function useFailureWords(): (
  failure: { code?: string | undefined; reason?: string | undefined },
  admin: boolean,
) => FailureWords {
  const { codes, reasons } = useText("failure");
  const { unreachable } = useText("common");
  return ({ code, reason }, admin) => {
    const nothing: Entry = unreachable;
    const entry: Entry = find(reasons, reason) ?? find(codes, code) ?? (code === undefined ? nothing : codes.internal);
    return { title: entry.title, cause: entry.cause, next: (admin ? entry.nextAdmin : undefined) ?? entry.next };
  };
}

function find(entries: Readonly<Record<string, Entry>>, name: string | undefined): Entry | undefined {
  return name !== undefined && Object.hasOwn(entries, name) ? entries[name] : undefined;
}
