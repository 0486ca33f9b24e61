import type { AudioFailureReason } from "../schema";

/** Why something is refused as a recording, as its owner is told. */
export class AudioFailure extends Error {
  override readonly name = "AudioFailure";
  constructor(readonly reason: AudioFailureReason) {
    super(reason);
  }
}
