import "server-only";

export { cutAudio, splitAtPauses } from "./cut-audio";
export { refused as refusedAudio } from "./failures";
export { joinSpeech } from "./join-speech";
export { analyseAudio, inspectAudio, readAudio, type AudioSource } from "./read-audio";
