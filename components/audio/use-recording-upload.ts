"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { uploadAsset } from "@/components/chat/attachments/requests";
import { useFailureText } from "@/components/failure";
import type { Asset, BareSamples } from "@/lib/media/schema";
import { request } from "@/lib/ui";
import { decodeHere } from "./decode-here";
import { isBare, usualSamples } from "./sound-file";

interface RecordingUploadOptions {
  /** at which what has to be decoded here is wanted */
  sampleRate: number;
  onArrived: (asset: Asset, file: File) => void;
}

export interface RecordingUpload {
  /** what is on its way, from 0 to 1 */
  sending: { name: string; progress: number } | undefined;
  problem: string | undefined;
  /** what the file was taken for where it cannot say itself what it is */
  bare: BareSamples | undefined;
  send: (file: File) => void;
  /** The same file once more, taken for something else. */
  retake: (bare: BareSamples) => void;
  /** Whatever is on its way is not waited for. */
  forget: () => void;
}

/** Brings a recording to the server; of two that follow each other the later one counts. */
export function useRecordingUpload({ sampleRate, onArrived }: RecordingUploadOptions): RecordingUpload {
  const failureText = useFailureText();
  const [sending, setSending] = useState<RecordingUpload["sending"]>();
  const [problem, setProblem] = useState<string>();
  const [bare, setBare] = useState<BareSamples>();
  /** grows with every sending: what belongs to an earlier one has no say */
  const turn = useRef(0);
  const latest = useRef<{ file: File; assetId?: string }>(undefined);

  const bring = async (file: File, taken: BareSamples | undefined) => {
    const mine = ++turn.current;
    const isMine = () => turn.current === mine;
    const before = latest.current?.file === file ? latest.current.assetId : undefined;
    const current = (latest.current = { file, ...(before !== undefined && { assetId: before }) });
    const { name } = file;
    setProblem(undefined);
    setBare(taken);
    setSending({ name, progress: 0 });
    try {
      const sound = taken ? file : await decodeHere(file, sampleRate);
      if (!isMine()) return;
      const tell = (progress: number) => isMine() && setSending({ name, progress });
      const asset = await uploadAsset("audio", sound, tell, taken);
      if (!isMine()) return;
      current.assetId = asset.id;
      onArrived(asset, file);
      // What it was taken for before is nothing that anybody wants to find again.
      if (before) request("DELETE", `/api/assets/${before}`).catch(() => undefined);
    } catch (error) {
      if (isMine()) setProblem(failureText(error));
    } finally {
      if (isMine()) setSending(undefined);
    }
  };
  const now = useRef(bring);
  useEffect(() => {
    now.current = bring;
  });
  const send = useCallback((file: File) => void now.current(file, isBare(file) ? usualSamples : undefined), []);
  return {
    ...{ sending, problem, bare, send },
    retake: (taken) => {
      if (latest.current) void bring(latest.current.file, taken);
    },
    forget: () => {
      turn.current++;
      latest.current = undefined;
      setSending(undefined);
      setProblem(undefined);
      setBare(undefined);
    },
  };
}
