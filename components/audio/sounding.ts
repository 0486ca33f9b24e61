/** Only one thing sounds at a time: whatever begins silences what was sounding. */

interface Silenced {
  pause: () => void;
}

let sounding: Silenced | undefined;

/** Says that this sounds from now on. */
export function beginSounding(player: Silenced): void {
  if (sounding !== player) sounding?.pause();
  sounding = player;
  for (const element of document.querySelectorAll<HTMLMediaElement>("audio, video"))
    if (element !== player && !element.paused) element.pause();
}

/** A clip that begins silences a player as well. */
export function watchOthers(): void {
  if (watching) return;
  watching = true;
  document.addEventListener(
    "play",
    ({ target }) => {
      if (target instanceof HTMLMediaElement && !target.muted) beginSounding(target);
    },
    true,
  );
}

let watching = false;
