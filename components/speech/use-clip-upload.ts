"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { decodeHere } from "@/components/audio/decode-here";
import { uploadAsset } from "@/components/chat/attachments/requests";
import { useFailureText } from "@/components/failure";
import { useFormat, useText } from "@/components/text-provider";
import { SAMPLE_LIMIT_MS, SAMPLE_RATE } from "@/lib/voices/schema";
import type { DraftClip } from "./draft";

export interface ClipUpload {
  /** from 0 to 1 while a recording is on its way */
  progress: number | undefined;
  problem: string | undefined;
  send: (file: File) => void;
}

/** Sends a recording; of two that were chosen one after the other the later one counts. */
export function useClipUpload(onArrived: (clip: Omit<DraftClip, "transcript">) => void): ClipUpload {
  const words = useText("speech");
  const format = useFormat();
  const failureText = useFailureText();
  const [progress, setProgress] = useState<number>();
  const [problem, setProblem] = useState<string>();
  const latest = useRef<File>(undefined);

  const act = async (file: File) => {
    latest.current = file;
    const isLatest = () => latest.current === file;
    setProblem(undefined);
    setProgress(0);
    try {
      const sound = await decodeHere(file, SAMPLE_RATE);
      const { id, name, durationMs } = await uploadAsset("audio", sound, (share) => isLatest() && setProgress(share));
      if (!isLatest()) return;
      if (durationMs !== null && durationMs >= SAMPLE_LIMIT_MS)
        setProblem(
          format(words.clipTooLong, { seconds: Math.round(durationMs / 1_000), limit: SAMPLE_LIMIT_MS / 1_000 }),
        );
      else onArrived({ assetId: id, name, durationMs });
    } catch (error) {
      if (isLatest()) setProblem(failureText(error));
    } finally {
      if (isLatest()) setProgress(undefined);
    }
  };
  const now = useRef(act);
  useEffect(() => {
    now.current = act;
  });
  return { progress, problem, send: useCallback((file: File) => void now.current(file), []) };
}
