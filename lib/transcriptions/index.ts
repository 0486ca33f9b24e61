import "server-only";

export { dictate } from "./dictate";
export { findTranscriptionOffer, requireTranscriptionModel } from "./models";
