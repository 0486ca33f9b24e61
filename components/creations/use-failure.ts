"use client";

import { useFailureWords, type FailureWords } from "@/components/failure";
import { useText } from "@/components/text-provider";
import type { CreationFailure } from "@/lib/creations/schema";

/** Why a result is missing, in three parts. Where the words for chats would mislead, creations have their own. */
export function useCreationFailure(): (failure: CreationFailure, admin: boolean) => FailureWords {
  const own: Readonly<Record<string, FailureWords & { nextAdmin?: string }>> = useText("creations").failures;
  const words = useFailureWords();
  return (failure, admin) => {
    const { reason } = failure;
    const entry = reason !== undefined && Object.hasOwn(own, reason) ? own[reason] : undefined;
    if (!entry) return words(failure, admin);
    return { title: entry.title, cause: entry.cause, next: (admin ? entry.nextAdmin : undefined) ?? entry.next };
  };
}
