"use client";

import { useEffect, useState } from "react";
import type { CheckedSample, CheckSampleInput } from "@/lib/voices/schema";
import { lengthProblem } from "@/lib/voices/schema";
import { checkSample } from "./api";

export type SampleVerdict =
  | { state: "none" }
  | { state: "checking" }
  | { state: "checked"; sample: CheckedSample }
  | { state: "problem"; reason: string }
  | { state: "failed"; error: unknown };

/** A handle that is still moving is not asked about. */
const restMs = 500;

/** How the chosen part would do: its length at once, the rest when the server has listened to it. */
export function useSampleCheck(part: CheckSampleInput | undefined): SampleVerdict {
  const { assetId, fromMs = 0, toMs = 0 } = part ?? {};
  const key = assetId && `${assetId} ${fromMs} ${toMs}`;
  const tooLong = lengthProblem(toMs - fromMs);
  const [answer, setAnswer] = useState<{ key: string; verdict: SampleVerdict }>();

  useEffect(() => {
    if (!assetId || !key || tooLong) return;
    const leaving = new AbortController();
    const timer = setTimeout(() => {
      checkSample({ assetId, fromMs, toMs }, leaving.signal).then(
        (sample) => setAnswer({ key, verdict: { state: "checked", sample } }),
        (error: unknown) => {
          if (!leaving.signal.aborted) setAnswer({ key, verdict: { state: "failed", error } });
        },
      );
    }, restMs);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [assetId, key, fromMs, toMs, tooLong]);

  if (!key) return { state: "none" };
  if (tooLong) return { state: "problem", reason: tooLong };
  if (answer?.key !== key) return { state: "checking" };
  const { verdict } = answer;
  if (verdict.state === "checked" && verdict.sample.problem)
    return { state: "problem", reason: verdict.sample.problem };
  return verdict;
}
