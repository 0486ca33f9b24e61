"use client";

import { useRef, useState } from "react";
import { uploadAsset } from "@/components/chat/attachments/requests";
import { useFailureText } from "@/components/failure";
import type { Extent } from "@/lib/videos/schema";

export interface PictureUpload {
  /** from 0 to 1 while a picture is on its way */
  progress: number | undefined;
  problem: string | undefined;
  send: (file: File) => void;
}

/** Sends a picture; of two that were chosen one after the other the later one counts. */
export function useUpload(onArrived: (picture: Extent & { assetId: string }) => void): PictureUpload {
  const failureText = useFailureText();
  const [progress, setProgress] = useState<number>();
  const [problem, setProblem] = useState<string>();
  const latest = useRef<File>(undefined);

  const send = async (file: File) => {
    latest.current = file;
    const isLatest = () => latest.current === file;
    setProblem(undefined);
    setProgress(0);
    try {
      const asset = await uploadAsset("picture", file, (share) => isLatest() && setProgress(share));
      if (isLatest()) onArrived({ assetId: asset.id, width: asset.width ?? 1, height: asset.height ?? 1 });
    } catch (error) {
      if (isLatest()) setProblem(failureText(error));
    } finally {
      if (isLatest()) setProgress(undefined);
    }
  };
  return { progress, problem, send: (file) => void send(file) };
}
