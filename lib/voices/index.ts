import "server-only";

export { loseVoice } from "./lose-voice";
export { requireVoice, type UsableVoice } from "./require-voice";
