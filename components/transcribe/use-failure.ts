"use client";

import { useFailureWords, type FailureWords } from "@/components/failure";
import { useText } from "@/components/text-provider";
import type { CreationFailure } from "@/lib/creations/schema";

/** Why something was not written down, in three parts. Where the words for chats would mislead, there are others. */
export function useTranscriptionFailure(): (failure: CreationFailure, admin: boolean) => FailureWords {
  const own: Readonly<Record<string, FailureWords>> = useText("transcribe").failures;
  const words = useFailureWords();
  return (failure, admin) => {
    const { reason } = failure;
    return (reason !== undefined && Object.hasOwn(own, reason) && own[reason]) || words(failure, admin);
  };
}
