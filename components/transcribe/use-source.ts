"use client";

import { useState } from "react";
import { useRecordingUpload, type RecordingUpload } from "@/components/audio/use-recording-upload";

/** The recording that is to be written down. */
export interface Source {
  assetId: string;
  name: string;
  durationMs: number | null;
}

export interface SourceState extends Omit<RecordingUpload, "forget"> {
  source: Source | undefined;
  clear: () => void;
}

/** At which models of speech listen. */
export const sampleRate = 16_000;

/** Brings a recording to the server; of two that were chosen one after the other the later one counts. */
export function useSource(): SourceState {
  const [source, setSource] = useState<Source>();
  const { send, retake, forget, ...upload } = useRecordingUpload({
    sampleRate,
    onArrived: ({ id, name, durationMs }) => setSource({ assetId: id, name, durationMs }),
  });
  return {
    ...upload,
    source,
    send: (file) => {
      setSource(undefined);
      send(file);
    },
    retake: (bare) => {
      setSource(undefined);
      retake(bare);
    },
    clear: () => {
      forget();
      setSource(undefined);
    },
  };
}
