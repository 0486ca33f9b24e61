"use client";

import { FileAudio, Upload, X } from "lucide-react";
import { useEffect, useRef, useState, type DragEvent } from "react";
import { BareFields } from "@/components/audio/bare-fields";
import { AudioPlayer } from "@/components/audio/player";
import { Problem, Recorder } from "@/components/audio/recorder";
import { acceptedRecordings } from "@/components/audio/sound-file";
import { useRecorder } from "@/components/audio/use-recorder";
import { useFormat, useText } from "@/components/text-provider";
import { Button, IconButton } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { Spinner } from "@/components/ui/spinner";
import { cn } from "@/lib/ui";
import { sampleRate, type SourceState } from "./use-source";

/** The longest that is recorded here; longer ones come as files. */
const maxMs = 30 * 60_000;

interface SourceFieldProps {
  id: string;
  state: SourceState;
  /** what is missing, once somebody has tried */
  error: string | undefined;
  disabled: boolean;
}

/** The recording: dropped, chosen, or recorded here. */
export function SourceField({ id, state, error, disabled }: SourceFieldProps) {
  const { source, sending, problem, bare, send, retake, clear } = state;
  const words = useText("transcribe").source;
  const format = useFormat();
  const input = useRef<HTMLInputElement>(null);
  const area = useRef<HTMLFieldSetElement>(null);
  const [over, setOver] = useState(false);
  const recorder = useRecorder({ maxMs, sampleRate });
  const { recording, reset } = recorder;

  const sendNow = useRef(send);
  useEffect(() => {
    sendNow.current = send;
  });
  useEffect(() => {
    if (recording) sendNow.current(new File([recording.wav], `${words.recorded}.wav`, { type: "audio/wav" }));
  }, [recording, words.recorded]);

  const carriesFiles = (event: DragEvent) => event.dataTransfer.types.includes("Files");
  const take = (files: readonly File[]) => {
    if (!files[0] || disabled) return;
    reset();
    send(files[0]);
  };
  const remove = () => {
    reset();
    clear();
    requestAnimationFrame(() => area.current?.querySelector("button")?.focus());
  };
  return (
    <fieldset
      ref={area}
      id={id}
      disabled={disabled}
      data-source={sending ? "sending" : source ? "ready" : "none"}
      aria-describedby={error || problem ? `${id}-error` : undefined}
      className={cn(
        "grid min-w-0 gap-3 rounded-lg border border-dashed border-input p-3",
        over && "border-primary bg-primary-soft",
      )}
      onDragOver={(event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => !event.currentTarget.contains(event.relatedTarget as Node | null) && setOver(false)}
      onDrop={(event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        setOver(false);
        take([...event.dataTransfer.files]);
      }}
    >
      <legend className="sr-only">{words.label}</legend>
      {source || sending ? (
        <div className="grid gap-2">
          <div className="flex min-w-0 items-center gap-2">
            <FileAudio className="size-4 shrink-0 text-muted-foreground" aria-hidden />
            <span className="min-w-0 grow truncate text-sm">{source?.name ?? sending?.name}</span>
            {sending && (
              <Spinner
                label={format(words.sending, { name: sending.name, percent: Math.round(sending.progress * 100) })}
              />
            )}
            <IconButton size="iconSm" label={words.remove} onClick={remove}>
              <X aria-hidden />
            </IconButton>
          </div>
          {recorder.problem && <Problem problem={recorder.problem} />}
          {source && (
            <AudioPlayer
              src={`/api/assets/${source.assetId}`}
              assetId={source.assetId}
              durationMs={source.durationMs}
              name={source.name}
            />
          )}
        </div>
      ) : (
        <>
          <p className="text-xs text-muted-foreground">
            <span className="font-medium text-foreground">{words.label}</span> {over ? words.drop : words.hint}
          </p>
          <div className="flex flex-wrap items-start gap-2">
            <Button variant="outline" onClick={() => input.current?.click()}>
              <Upload aria-hidden />
              {words.choose}
            </Button>
            <Recorder recorder={recorder} maxMs={maxMs} disabled={disabled} />
          </div>
        </>
      )}
      {bare && <BareFields value={bare} disabled={sending !== undefined} onChange={retake} />}
      {(problem ?? error) && <FieldError id={`${id}-error`}>{problem ?? error}</FieldError>}
      <input
        ref={input}
        type="file"
        accept={acceptedRecordings}
        hidden
        aria-label={words.choose}
        onChange={({ target }) => {
          take([...(target.files ?? [])]);
          target.value = "";
        }}
      />
    </fieldset>
  );
}
