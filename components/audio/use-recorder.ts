"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { MicrophoneError, openMicrophone, type Microphone, type MicrophoneProblem } from "./microphone";
import { levelOf, toRecording, type Recording } from "./recording";

export interface RecorderOptions {
  /** it stops by itself after so long */
  maxMs: number;
  /** of the recording, in Hz */
  sampleRate: number;
}

export interface RecorderState {
  state: "idle" | "asking" | "recording" | "stopped";
  /** how loud it is now: 0 to 1 */
  level: number;
  elapsedMs: number;
  /** something was heard since it began */
  heard: boolean;
  problem: MicrophoneProblem | null;
  /** what was recorded, once it has stopped, by whatever cause */
  recording: Recording | null;
}

export interface Recorder extends RecorderState {
  /** Asks for the microphone and records. What was recorded before is forgotten. */
  start: () => Promise<void>;
  /** Ends the recording, and gives it again when asked again. Where nothing was recorded, one without length. */
  stop: () => Promise<Recording>;
  /** Back to the beginning, without a recording. */
  reset: () => void;
}

const idle: RecorderState = { state: "idle", level: 0, elapsedMs: 0, heard: false, problem: null, recording: null };
/** A meter that moves more often only costs. */
const DRAW_MS = 60;
/** A level above the hum of an empty room. */
const HEARD = 0.35;

/** Records the microphone as mono 16-bit WAV. One that is unplugged meanwhile leaves what it has heard. */
export function useRecorder({ maxMs, sampleRate }: RecorderOptions): Recorder {
  const [shown, setShown] = useState(idle);
  /** grows with every start, stop and reset: what belongs to an earlier one has no say */
  const turn = useRef(0);
  const microphone = useRef<Microphone | null>(null);
  const ending = useRef<Promise<Recording> | null>(null);

  const discard = useCallback(() => {
    turn.current++;
    microphone.current?.discard();
    microphone.current = null;
    ending.current = null;
  }, []);
  useEffect(() => discard, [discard]);

  const stop = useCallback((): Promise<Recording> => {
    if (ending.current) return ending.current;
    const current = microphone.current;
    microphone.current = null;
    const mine = ++turn.current;
    const promise = current ? current.stop() : Promise.resolve(toRecording(new Float32Array(0), sampleRate));
    ending.current = promise;
    void promise.then((recording) => {
      if (turn.current !== mine) return;
      setShown(({ problem }) => ({
        ...(recording.durationMs > 0 ? { ...idle, state: "stopped", recording } : idle),
        elapsedMs: recording.durationMs,
        // One that went before it heard anything was never there.
        problem: problem === "unplugged" && recording.durationMs === 0 ? "missing" : problem,
      }));
    });
    return promise;
  }, [sampleRate]);

  const start = useCallback(async () => {
    discard();
    const mine = turn.current;
    const isMine = () => turn.current === mine;
    setShown({ ...idle, state: "asking" });
    let drawnAt = 0;
    try {
      const opened = await openMicrophone({
        maxMs,
        sampleRate,
        onHeard: (elapsedMs, loudest) => {
          const now = performance.now();
          if (!isMine() || now - drawnAt < DRAW_MS) return;
          drawnAt = now;
          const level = levelOf(loudest);
          setShown((before) => ({
            ...before,
            state: "recording",
            elapsedMs,
            level,
            heard: before.heard || level > HEARD,
          }));
        },
        onEnded: (why) => {
          if (!isMine()) return;
          if (why === "unplugged") setShown((before) => ({ ...before, problem: "unplugged" }));
          void stop();
        },
      });
      if (!isMine()) return opened.discard();
      microphone.current = opened;
      setShown((before) => ({ ...before, state: "recording" }));
    } catch (error) {
      if (!isMine()) return;
      setShown({ ...idle, problem: error instanceof MicrophoneError ? error.problem : "unsupported" });
    }
  }, [discard, maxMs, sampleRate, stop]);

  const reset = useCallback(() => {
    discard();
    setShown(idle);
  }, [discard]);

  return { ...shown, start, stop, reset };
}
