/** Something the operator can mend. The message is all there is to say. */
export class LaunchError extends Error {
  override readonly name = "LaunchError";
}

/** An error in words for a terminal: unexpected ones with the place where they arose. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof AggregateError && error.errors.length) return wordsOf(error.errors[0]);
  const slip = error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;
  return slip ? (error.stack ?? error.message) : error.message || error.name;
}
