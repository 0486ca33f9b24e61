import "server-only";

export { endTurn } from "./end-turn";
export { grantTurns } from "./grant-turns";
export { holdsTurn } from "./holds-turn";
export { localTurns } from "./local-turns";
export { pauseAfter, pauseTurnsAfter, type Pause } from "./pause-after";
export { pauseTurns } from "./pause-turns";
export { placesOf } from "./places-of";
export { requestTurn, type TurnRequest } from "./request-turn";
export { startTurns } from "./start-turns";
export { withdrawTurn } from "./withdraw-turn";
