"use client";

import { FileAudio, Trash2 } from "lucide-react";
import { useEffect, useRef } from "react";
import { BareFields } from "@/components/audio/bare-fields";
import { AudioPlayer } from "@/components/audio/player";
import { Recorder } from "@/components/audio/recorder";
import { acceptedRecordings } from "@/components/audio/sound-file";
import { useRecorder } from "@/components/audio/use-recorder";
import { useFormat, useText } from "@/components/text-provider";
import { Button, IconButton } from "@/components/ui/button";
import { Field, fieldAttributes, FieldError } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { maxTranscriptLength } from "@/lib/speech/schema";
import { SAMPLE_LIMIT_MS, SAMPLE_RATE } from "@/lib/voices/schema";
import type { DraftClip } from "./draft";
import { useClipUpload } from "./use-clip-upload";

interface ClipFieldProps {
  id: string;
  label: string;
  hint: string;
  clip: DraftClip | undefined;
  transcriptError: string | undefined;
  onChange: (change: (before: DraftClip | undefined) => DraftClip | undefined) => void;
  onSending: (sending: boolean) => void;
}

/** A recording whose voice is taken for one speech: from a file or the microphone, with its words. */
export function ClipField({ id, label, hint, clip, transcriptError, onChange, onSending }: ClipFieldProps) {
  const words = useText("speech");
  const format = useFormat();
  const { bare, problem, retake, forget, ...upload } = useClipUpload(onChange);
  const recorder = useRecorder({ maxMs: SAMPLE_LIMIT_MS - 500, sampleRate: SAMPLE_RATE });
  const input = useRef<HTMLInputElement>(null);
  const sending = upload.sending !== undefined;
  useEffect(() => onSending(sending), [sending, onSending]);

  // What was recorded is sent as it is once the recording ends.
  const { recording } = recorder;
  const sent = useRef(recording);
  const { send } = upload;
  const name = words.clipName;
  useEffect(() => {
    if (!recording || sent.current === recording || recording.durationMs === 0) return;
    sent.current = recording;
    send(new File([recording.wav], `${name}.wav`, { type: "audio/wav" }));
  }, [recording, send, name]);

  return (
    <div role="group" aria-label={label} className="grid grid-cols-[minmax(0,1fr)] gap-2 rounded-lg border bg-card p-3">
      <div className="flex items-center justify-between gap-2">
        <p className="text-sm font-medium" aria-hidden>
          {label}
        </p>
        {clip && (
          <IconButton
            size="iconSm"
            label={words.clipRemove}
            onClick={() => {
              forget();
              onChange(() => undefined);
            }}
          >
            <Trash2 aria-hidden />
          </IconButton>
        )}
      </div>
      <p className="text-xs text-muted-foreground">{hint}</p>
      {clip && (
        <AudioPlayer
          src={`/api/assets/${clip.assetId}`}
          assetId={clip.assetId}
          durationMs={clip.durationMs}
          name={clip.name || words.clipName}
        />
      )}
      {sending && (
        <p role="status" className="tabular text-xs text-muted-foreground">
          {format(words.clipSending, { percent: Math.round(upload.sending!.progress * 100) })}
        </p>
      )}
      {problem && <FieldError>{problem}</FieldError>}
      <div className="flex flex-wrap items-start gap-2">
        <input
          ref={input}
          type="file"
          accept={acceptedRecordings}
          className="sr-only"
          tabIndex={-1}
          aria-hidden
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            target.value = "";
            if (file) upload.send(file);
          }}
        />
        <Button variant="outline" onClick={() => input.current?.click()}>
          <FileAudio aria-hidden />
          {clip ? words.clipOther : words.clipFile}
        </Button>
        <Recorder recorder={recorder} maxMs={SAMPLE_LIMIT_MS - 500} />
      </div>
      {bare && (clip || sending || problem) && <BareFields value={bare} disabled={sending} onChange={retake} />}
      {clip && (
        <Field id={`${id}-transcript`} label={words.transcript} hint={words.transcriptHint} error={transcriptError}>
          <Textarea
            {...fieldAttributes(`${id}-transcript`, { hint: true, error: transcriptError })}
            rows={3}
            className="field-sizing-content max-h-40"
            maxLength={maxTranscriptLength}
            value={clip.transcript}
            onChange={({ target }) => onChange((before) => before && { ...before, transcript: target.value })}
          />
        </Field>
      )}
    </div>
  );
}
