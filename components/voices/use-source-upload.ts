"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { uploadAsset } from "@/components/chat/attachments/requests";
import { useFailureText } from "@/components/failure";
import type { DraftSource } from "./draft";

export interface SourceUpload {
  /** from 0 to 1 while a recording is on its way */
  progress: number | undefined;
  problem: string | undefined;
  send: (file: File, recorded: boolean) => void;
}

/** Brings a recording to the server; of two that follow each other the later one counts. */
export function useSourceUpload(onArrived: (source: DraftSource) => void): SourceUpload {
  const failureText = useFailureText();
  const [progress, setProgress] = useState<number>();
  const [problem, setProblem] = useState<string>();
  const latest = useRef<File>(undefined);

  const act = async (file: File, recorded: boolean) => {
    latest.current = file;
    const isLatest = () => latest.current === file;
    setProblem(undefined);
    setProgress(0);
    try {
      const { id, name, durationMs } = await uploadAsset("audio", file, (share) => isLatest() && setProgress(share));
      if (isLatest()) onArrived({ assetId: id, name, durationMs: durationMs ?? 0, recorded });
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
  const send = useCallback((file: File, recorded: boolean) => void now.current(file, recorded), []);
  return { progress, problem, send };
}
