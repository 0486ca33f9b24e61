import { useSyncExternalStore } from "react";

/** How a person listens, the same for every player. */
interface Playing {
  speed: number;
  volume: number;
}

export const speeds = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2] as const;

const name = "silica:player";
const usual: Playing = { speed: 1, volume: 1 };
const listeners = new Set<() => void>();
let playing: Playing | undefined;

function read(): Playing {
  try {
    const { speed, volume } = JSON.parse(localStorage.getItem(name) ?? "{}") as Partial<Playing>;
    return {
      speed: speeds.find((each) => each === speed) ?? 1,
      volume: typeof volume === "number" && volume >= 0 && volume <= 1 ? volume : 1,
    };
  } catch {
    return usual;
  }
}

export function changePlaying(change: Partial<Playing>): void {
  playing = { ...(playing ?? read()), ...change };
  try {
    localStorage.setItem(name, JSON.stringify(playing));
  } catch {
    // It is as it was said until the page is left.
  }
  for (const listener of listeners) listener();
}

export function usePlaying(): Playing {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => (playing ??= read()),
    () => usual,
  );
}
