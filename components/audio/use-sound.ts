"use client";

import { useCallback, useEffect, useRef, useState, type RefObject } from "react";
import { LiveSound } from "./live-sound";
import { usePlaying } from "./playing";
import { beginSounding, watchOthers } from "./sounding";

export type SoundState = "still" | "starting" | "playing" | "waiting" | "failed";

export interface Sound {
  state: SoundState;
  positionMs: number;
  /** as the file itself says; undefined until it is loaded */
  lengthMs: number | undefined;
  /** it comes from the stream; it can be looked for a place in once it is whole */
  live: boolean;
  /** the browser has to play the stream by itself */
  plain: boolean;
  toggle: () => void;
  seek: (positionMs: number) => void;
}

interface SoundSource {
  src: string | undefined;
  live: string | undefined;
  autoPlay: boolean;
}

/**
 * One sound, from its stream while it is being made, then from its file. What plays goes on from the stream to its end;
 * the file takes over at the same place as soon as nothing is heard, or another place is asked for.
 * @param element plays the finished file
 */
export function useSound(element: RefObject<HTMLAudioElement | null>, { src, live, autoPlay }: SoundSource): Sound {
  const { speed, volume } = usePlaying();
  const stream = useRef<LiveSound>(undefined);
  const [state, setState] = useState<SoundState>("still");
  const [positionMs, setPositionMs] = useState(0);
  const [lengthMs, setLengthMs] = useState<number>();
  const [streaming, setStreaming] = useState(false);
  const [plain, setPlain] = useState(false);
  const volumeNow = useRef(volume);

  /** From the stream to the file, at the same place. */
  const settle = useCallback(
    (at: number) => {
      stream.current?.stop();
      stream.current = undefined;
      setStreaming(false);
      if (element.current) element.current.currentTime = at;
      setPositionMs(at * 1_000);
    },
    [element],
  );

  const begin = useCallback((address: string) => {
    stream.current?.stop();
    const sound: LiveSound = new LiveSound(address, volumeNow.current, () => {
      if (stream.current !== sound) return;
      setPositionMs(sound.position * 1_000);
      if (sound.state === "unsupported") {
        stream.current = undefined;
        setStreaming(false);
        setPlain(true);
      }
      setState(stateOf(sound));
    });
    stream.current = sound;
    setStreaming(true);
    setPositionMs(0);
    setState("starting");
    sound.start();
  }, []);

  const play = useCallback(() => {
    const { current: audio } = element;
    audio?.play().catch((error: unknown) => {
      // Paused before it began, or a press is asked for first.
      if (error instanceof DOMException && ["AbortError", "NotAllowedError"].includes(error.name)) setState("still");
      else setState("failed");
    });
  }, [element]);

  const toggle = useCallback(() => {
    const { current: sound } = stream;
    if (sound && (sound.state === "ended" || sound.state === "failed")) {
      if (src) {
        settle(0);
        play();
      } else if (live) begin(live);
    } else if (sound?.state === "paused" && src) {
      settle(sound.position);
      play();
    } else if (sound) {
      if (sound.state === "paused") sound.resume();
      else sound.pause();
    } else if (src || plain) {
      if (element.current?.paused) play();
      else element.current?.pause();
    } else if (live) begin(live);
  }, [element, src, live, plain, settle, play, begin]);

  const seek = useCallback(
    (ms: number) => {
      const { current: sound } = stream;
      if (!src) return;
      const sounds = sound?.state === "playing" || sound?.state === "waiting";
      if (sound) settle(ms / 1_000);
      else if (element.current) element.current.currentTime = ms / 1_000;
      setPositionMs(ms);
      if (sounds) play();
    },
    [element, src, settle, play],
  );

  // The file is there and nothing is heard: from now on it is the one that plays.
  useEffect(() => {
    const { current: sound } = stream;
    if (!src || !sound || !streaming || state === "playing" || state === "waiting" || state === "starting") return;
    const over = sound.state === "ended" || sound.state === "failed";
    queueMicrotask(() => stream.current === sound && settle(over ? 0 : sound.position));
  }, [src, state, streaming, settle]);

  const begun = useRef(false);
  useEffect(() => {
    if (!autoPlay || begun.current || !(live ?? src)) return;
    begun.current = true;
    queueMicrotask(() => (live ? begin(live) : play()));
  }, [autoPlay, live, src, begin, play]);

  useEffect(() => {
    watchOthers();
    return () => {
      stream.current?.stop();
      stream.current = undefined;
    };
  }, []);

  useEffect(() => {
    volumeNow.current = volume;
    stream.current?.setVolume(volume);
    if (element.current) element.current.volume = volume;
  }, [element, volume, src, plain]);
  useEffect(() => {
    if (!element.current) return;
    element.current.defaultPlaybackRate = speed;
    element.current.playbackRate = speed;
  }, [element, speed, src, plain]);

  // The element's own words about itself.
  useEffect(() => {
    const { current: audio } = element;
    if (!audio) return;
    const under = new AbortController();
    const on = (names: string, act: () => void) => {
      for (const name of names.split(" ")) audio.addEventListener(name, act, { signal: under.signal });
    };
    const at = () => setPositionMs(audio.currentTime * 1_000);
    on("play", () => beginSounding(audio));
    on("playing", () => setState("playing"));
    on("waiting", () => setState("waiting"));
    on("pause ended", () => setState("still"));
    on("error", () => setState("failed"));
    on("timeupdate seeked", () => !stream.current && at());
    on("durationchange", () => setLengthMs(Number.isFinite(audio.duration) ? audio.duration * 1_000 : undefined));
    if (plain && !src) play();
    return () => under.abort();
  }, [element, src, plain, play]);

  useEffect(() => {
    if (state !== "playing") return;
    let frame = requestAnimationFrame(function draw() {
      const { current: sound } = stream;
      setPositionMs((sound ? sound.position : (element.current?.currentTime ?? 0)) * 1_000);
      frame = requestAnimationFrame(draw);
    });
    return () => cancelAnimationFrame(frame);
  }, [element, state]);

  return {
    state,
    positionMs,
    lengthMs: streaming ? undefined : lengthMs,
    live: streaming || !src,
    plain,
    toggle,
    seek,
  };
}

function stateOf({ state }: LiveSound): SoundState {
  if (state === "paused" || state === "ended") return "still";
  return state === "unsupported" ? "starting" : state;
}
