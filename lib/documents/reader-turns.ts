import { AppError } from "@/lib/core";
import { localTurns } from "@/lib/turns";
import { limits } from "./limits";

export const stopped = () => new AppError("unavailable", "The reading was stopped.");

/** Waits until a reader may start. @throws AppError `unavailable` when the signal ends the waiting */
export const takeTurn = localTurns({ name: "documents", atOnce: limits.readers, stopped });
