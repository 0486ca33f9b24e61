import { AppError } from "@/lib/core";
import { localTurns } from "@/lib/turns";
import { atOnce, type Lane } from "./limits";

export const stopped = () => new AppError("unavailable", "The work on this recording was stopped.");

const turnsOf = (lane: Lane) => localTurns({ name: `audio ${lane}`, atOnce: atOnce[lane], stopped });

/** Turns of the processes that work on recordings. */
export const turns = { read: turnsOf("read"), split: turnsOf("split"), join: turnsOf("join") } as const;
