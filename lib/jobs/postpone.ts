/** Thrown by a handler whose time has not come: the job waits that long, and the run counts as none. */
export class Postpone extends Error {
  override readonly name = "Postpone";
  constructor(readonly delayMs: number) {
    super(`not before ${delayMs} ms from now`);
  }
}

/** Another process has the job by now, or nobody: what this one would still write is dropped. */
export class LeaseLost extends Error {
  override readonly name = "LeaseLost";
  constructor() {
    super("This job is not held by this process any more.");
  }
}

/** By name: a bundler may have given two parts of the server a class each. */
export const isPostpone = (error: unknown): error is Postpone => error instanceof Error && error.name === "Postpone";
export const isLeaseLost = (error: unknown): error is LeaseLost => error instanceof Error && error.name === "LeaseLost";
