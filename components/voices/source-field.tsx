"use client";

import { FileAudio, Trash2 } from "lucide-react";
import { useEffect, useRef } from "react";
import { BareFields } from "@/components/audio/bare-fields";
import { Recorder } from "@/components/audio/recorder";
import { acceptedRecordings } from "@/components/audio/sound-file";
import { useRecorder } from "@/components/audio/use-recorder";
import { useRecordingUpload } from "@/components/audio/use-recording-upload";
import { useFormat, useText } from "@/components/text-provider";
import { Button, IconButton } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { cn } from "@/lib/ui";
import { SAMPLE_RATE } from "@/lib/voices/schema";
import { longestMs, type DraftSource } from "./draft";

interface SourceFieldProps {
  id: string;
  source: DraftSource | null;
  error: string | undefined;
  onSource: (source: DraftSource | null) => void;
}

/** Where the voice comes from: the microphone, or a file. */
export function SourceField({ id, source, error, onSource }: SourceFieldProps) {
  const words = useText("voices").source;
  const format = useFormat();
  const input = useRef<HTMLInputElement>(null);
  const recorder = useRecorder({ maxMs: longestMs, sampleRate: SAMPLE_RATE });
  /** what the microphone has heard, as a file */
  const heard = useRef<File>(undefined);
  const { sending, problem, bare, send, retake, forget } = useRecordingUpload({
    sampleRate: SAMPLE_RATE,
    onArrived: ({ id: assetId, name, durationMs }, file) =>
      onSource({ assetId, name, durationMs: durationMs ?? 0, recorded: file === heard.current }),
  });

  const active = recorder.state === "recording" || recorder.state === "asking";

  // What was recorded goes to the server as soon as the recording ends, by whatever cause.
  const { recording, reset } = recorder;
  const sent = useRef(recording);
  useEffect(() => {
    if (!recording || sent.current === recording) return;
    sent.current = recording;
    heard.current = new File([recording.wav], `${words.recorded}.wav`, { type: "audio/wav" });
    send(heard.current);
  }, [recording, send, words.recorded]);

  return (
    <div
      role="group"
      id={id}
      aria-labelledby={`${id}-label`}
      aria-describedby={error || problem ? `${id}-error` : `${id}-hint`}
      data-source={sending ? "sending" : source ? "ready" : "none"}
      className="grid grid-cols-[minmax(0,1fr)] gap-3"
      onDragOver={(event) => event.dataTransfer.types.includes("Files") && event.preventDefault()}
      onDrop={(event) => {
        const [file] = event.dataTransfer.files;
        if (!file) return;
        event.preventDefault();
        reset();
        send(file);
      }}
    >
      <div className="grid gap-1">
        <p id={`${id}-label`} className="text-sm font-medium">
          {words.label}
        </p>
        <p id={`${id}-hint`} className="text-xs text-muted-foreground">
          {words.hint}
        </p>
      </div>
      {!source && (
        <figure className="rounded-lg bg-secondary px-3 py-2.5">
          <figcaption className="text-xs text-muted-foreground">{words.readThis}</figcaption>
          <blockquote className="mt-1 leading-relaxed">{words.reading}</blockquote>
        </figure>
      )}
      {source && (
        <p className="flex min-w-0 items-center gap-2">
          <FileAudio className="size-4 shrink-0 text-muted-foreground" aria-hidden />
          <span className="min-w-0 grow truncate">{source.name}</span>
          <IconButton
            size="iconSm"
            label={words.remove}
            onClick={() => {
              reset();
              forget();
              onSource(null);
            }}
          >
            <Trash2 aria-hidden />
          </IconButton>
        </p>
      )}
      <div className="flex flex-wrap items-start gap-2">
        <div className={cn("min-w-0", recorder.problem ? "basis-full" : active && "max-sm:basis-full")}>
          <Recorder recorder={recorder} maxMs={longestMs} />
        </div>
        {!active && (
          <Button variant="outline" onClick={() => input.current?.click()}>
            <FileAudio aria-hidden />
            {source ? words.other : words.file}
          </Button>
        )}
        <input
          ref={input}
          type="file"
          accept={acceptedRecordings}
          hidden
          aria-label={words.file}
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            target.value = "";
            if (!file) return;
            reset();
            send(file);
          }}
        />
      </div>
      {sending && (
        <p role="status" className="tabular text-xs text-muted-foreground">
          {format(words.sending, { percent: Math.round(sending.progress * 100) })}
        </p>
      )}
      {bare && (source || sending || problem) && (
        <BareFields value={bare} disabled={sending !== undefined} onChange={retake} />
      )}
      {(problem ?? error) && <FieldError id={`${id}-error`}>{problem ?? error}</FieldError>}
    </div>
  );
}
