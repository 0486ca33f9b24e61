"use client";

import { useRef, useState } from "react";
import { useRecordingUpload, type RecordingUpload } from "@/components/audio/use-recording-upload";
import { useFormat, useText } from "@/components/text-provider";
import { SAMPLE_LIMIT_MS, SAMPLE_RATE } from "@/lib/voices/schema";
import type { DraftClip } from "./draft";

type ChangeClip = (change: (before: DraftClip | undefined) => DraftClip | undefined) => void;

/** Sends the recording of a clip. One that is too long does not take the place of what was there. */
export function useClipUpload(onChange: ChangeClip): RecordingUpload {
  const words = useText("speech");
  const format = useFormat();
  const [tooLong, setTooLong] = useState<string>();
  /** whose file the clip is, with its words in case it comes back */
  const held = useRef<{ file: File; transcript: string }>(undefined);
  const upload = useRecordingUpload({
    sampleRate: SAMPLE_RATE,
    onArrived: ({ id: assetId, name, durationMs }, file) => {
      if (durationMs === null || durationMs < SAMPLE_LIMIT_MS) {
        const kept = held.current?.file === file ? held.current.transcript : "";
        held.current = { file, transcript: kept };
        setTooLong(undefined);
        onChange((before) => ({ assetId, name, durationMs, transcript: before?.transcript ?? kept }));
        return;
      }
      const seconds = Math.round(durationMs / 1_000);
      setTooLong(format(words.clipTooLong, { seconds, limit: SAMPLE_LIMIT_MS / 1_000 }));
      // The same samples at another rate: what they were before is gone.
      if (held.current?.file !== file) return;
      onChange((before) => {
        if (before) held.current = { file, transcript: before.transcript };
        return undefined;
      });
    },
  });
  const { problem, forget } = upload;
  return {
    ...upload,
    problem: upload.sending ? undefined : (problem ?? tooLong),
    forget: () => {
      held.current = undefined;
      setTooLong(undefined);
      forget();
    },
  };
}
