import { callStates, isOver, type CallState } from "./schema";

/** States of calls with which something will still happen. */
export const unfinished: CallState[] = callStates.filter((state) => !isOver(state));
