"use client";

import { useFailureWords } from "@/components/failure";
import { useLocale, useText } from "@/components/text-provider";
import { Notice } from "@/components/ui/notice";
import type { VoiceFailure } from "@/lib/voices/schema";
import { failureLine } from "./failure-line";

/** Why the two lists could not be compared, and what an administrator can do. */
export function ProviderProblem({ problem }: { problem: VoiceFailure }) {
  const words = useText("voices").admin;
  const locale = useLocale();
  const failureWords = useFailureWords();
  return (
    <Notice tone="danger">
      <p className="font-medium">{words.problem}</p>
      <p>{failureLine(failureWords(problem, true), locale)}</p>
    </Notice>
  );
}
