import type { ReadingFailureReason } from "../schema";

/** Why a document cannot be read, as its owner is told. */
export class ReadingFailure extends Error {
  override readonly name = "ReadingFailure";
  constructor(readonly reason: ReadingFailureReason) {
    super(reason);
  }
}
