"use client";

import { Download, Pause, Play, Volume2, VolumeX } from "lucide-react";
import { useEffect, useImperativeHandle, useRef, type Ref } from "react";
import { clock } from "@/components/library/sizes";
import { useFormat, useText } from "@/components/text-provider";
import { buttonVariants, IconButton } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { Spinner } from "@/components/ui/spinner";
import { Slider } from "@/components/ui/switch";
import { cn } from "@/lib/ui";
import { changePlaying, speeds, usePlaying } from "./playing";
import { usePeaks } from "./use-peaks";
import { useSound } from "./use-sound";
import { Waveform } from "./waveform";

export interface AudioPlayerProps {
  /** the finished file; absent while it is being made */
  src?: string | undefined;
  /** the stream of what is being made: heard while it comes, until the file is there */
  live?: string | undefined;
  /** the file's asset, whose peaks are asked for where none are given */
  assetId?: string | undefined;
  peaks?: readonly number[] | undefined;
  durationMs?: number | null | undefined;
  /** the stream is of something finished, in a form that no browser plays as a file */
  finished?: boolean;
  /** begins by itself, after a press that asked for it */
  autoPlay?: boolean;
  /** where it is saved from; absent: not offered */
  download?: string | undefined;
  /** what is heard */
  name: string;
  /** lets what stands beside it move it */
  control?: Ref<PlayerControl> | undefined;
  /** where it is, once it has begun and as it goes on */
  onPosition?: ((positionMs: number) => void) | undefined;
  className?: string;
}

export interface PlayerControl {
  /** Goes on from there. */
  playFrom: (positionMs: number) => void;
}

/** Plays a sound, drawn over its length. Only one of the page's players sounds at a time. */
export function AudioPlayer(props: AudioPlayerProps) {
  const { src, live, assetId, durationMs, autoPlay = false, finished = false, download, name, className } = props;
  const words = useText("player");
  const format = useFormat();
  const audio = useRef<HTMLAudioElement>(null);
  const sound = useSound(audio, { src, live, autoPlay });
  const { state, positionMs } = sound;
  const whole = src !== undefined || finished;
  const fetched = usePeaks(props.peaks || !whole ? undefined : assetId);
  const peaks = props.peaks ?? fetched;
  const lengthMs = durationMs ?? sound.lengthMs ?? 0;
  const sounds = state === "playing" || state === "waiting" || state === "starting";
  const busy = state === "starting" || state === "waiting";
  const { control, onPosition } = props;
  const { seek, toggle } = sound;
  useImperativeHandle(
    control,
    () => ({
      playFrom: (ms) => {
        seek(ms);
        if (!sounds) toggle();
      },
    }),
    [seek, toggle, sounds],
  );
  // Before anybody has played or moved it, it is nowhere.
  const touched = useRef(false);
  useEffect(() => {
    touched.current ||= state !== "still" || positionMs > 0;
    if (touched.current) onPosition?.(positionMs);
  }, [onPosition, positionMs, state]);
  return (
    <div
      role="group"
      aria-label={format(words.name, { name })}
      data-playing={state}
      className={cn("flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 rounded-lg bg-secondary p-2", className)}
    >
      {(src !== undefined || (sound.plain && live !== undefined)) && (
        <audio ref={audio} src={src ?? live} preload={durationMs ? "none" : "metadata"} />
      )}
      <IconButton
        size="iconLg"
        variant="primary"
        className="rounded-full"
        label={sounds ? words.pause : words.play}
        onClick={sound.toggle}
      >
        {busy ? (
          <Spinner />
        ) : sounds ? (
          <Pause className="fill-current" aria-hidden />
        ) : (
          <Play className="fill-current" aria-hidden />
        )}
      </IconButton>
      <Waveform
        className="h-10 min-w-32 grow basis-32"
        peaks={whole ? peaks : undefined}
        durationMs={whole ? lengthMs : 0}
        positionMs={positionMs}
        name={name}
        onSeek={src && lengthMs > 0 ? sound.seek : undefined}
        onToggle={sound.toggle}
      />
      <div className="flex items-center gap-1 max-sm:basis-full max-sm:justify-end">
        <p className="tabular min-w-20 px-1 text-right text-xs text-muted-foreground max-sm:mr-auto max-sm:text-left">
          {whole && lengthMs > 0 ? `${clock(positionMs)} / ${clock(lengthMs)}` : clock(positionMs)}
          {!whole && live && <span className="ml-1.5">{words.live}</span>}
        </p>
        {src && <Speed />}
        <Volume />
        {download && (
          <a
            href={download}
            download
            aria-label={words.download}
            data-tooltip={words.download}
            className={buttonVariants({ variant: "ghost", size: "icon" })}
          >
            <Download aria-hidden />
          </a>
        )}
      </div>
      <p role="status" className={cn("basis-full px-1 text-xs text-destructive", state !== "failed" && "sr-only")}>
        {state === "failed" ? words.failed : state === "waiting" ? words.waiting : ""}
      </p>
    </div>
  );
}

function Speed() {
  const words = useText("player");
  const { speed } = usePlaying();
  return (
    <Select
      aria-label={words.speed}
      data-tooltip={words.speed}
      className="[&>select]:h-8 [&>select]:border-transparent [&>select]:bg-transparent [&>select]:pr-7 [&>select]:pl-2 [&>select]:text-xs pointer-coarse:[&>select]:h-11"
      value={String(speed)}
      onChange={({ target }) => changePlaying({ speed: Number(target.value) })}
    >
      {speeds.map((each) => (
        <option key={each} value={String(each)}>
          {each}×
        </option>
      ))}
    </Select>
  );
}

/** On phones the device's own buttons are at hand, and the only ones that work. */
function Volume() {
  const words = useText("player");
  const { volume } = usePlaying();
  const before = useRef(1);
  const silent = volume === 0;
  const toggle = () => {
    if (!silent) before.current = volume;
    changePlaying({ volume: silent ? before.current : 0 });
  };
  return (
    <span className="flex items-center pointer-coarse:hidden max-sm:hidden">
      <IconButton label={silent ? words.unmute : words.mute} aria-pressed={silent} onClick={toggle}>
        {silent ? <VolumeX aria-hidden /> : <Volume2 aria-hidden />}
      </IconButton>
      <Slider
        className="w-16"
        aria-label={words.volume}
        min={0}
        max={1}
        step={0.05}
        value={volume}
        onChange={({ target }) => changePlaying({ volume: Number(target.value) })}
      />
    </span>
  );
}
