"use client";

import { useRef, useState } from "react";
import { uploadAsset } from "@/components/chat/attachments/requests";
import { useFailureText } from "@/components/failure";

/** The recording that is to be written down. */
export interface Source {
  assetId: string;
  name: string;
  durationMs: number | null;
}

export interface SourceState {
  source: Source | undefined;
  /** what is on its way, from 0 to 1 */
  sending: { name: string; progress: number } | undefined;
  problem: string | undefined;
  send: (file: File) => void;
  clear: () => void;
}

/** Brings a recording to the server; of two that were chosen one after the other the later one counts. */
export function useSource(): SourceState {
  const failureText = useFailureText();
  const [source, setSource] = useState<Source>();
  const [sending, setSending] = useState<SourceState["sending"]>();
  const [problem, setProblem] = useState<string>();
  const latest = useRef<File>(undefined);

  const bring = async (file: File) => {
    latest.current = file;
    const isLatest = () => latest.current === file;
    const { name } = file;
    setProblem(undefined);
    setSource(undefined);
    setSending({ name, progress: 0 });
    try {
      const asset = await uploadAsset("audio", file, (progress) => isLatest() && setSending({ name, progress }));
      if (isLatest()) setSource({ assetId: asset.id, name: asset.name, durationMs: asset.durationMs });
    } catch (error) {
      if (isLatest()) setProblem(failureText(error));
    } finally {
      if (isLatest()) setSending(undefined);
    }
  };
  return {
    ...{ source, sending, problem },
    send: (file) => void bring(file),
    clear: () => {
      latest.current = undefined;
      setSource(undefined);
      setSending(undefined);
      setProblem(undefined);
    },
  };
}
