import { wordsOf } from "./failure";

/** The operator wants an end before everything had begun. */
export class Stopped extends Error {
  override readonly name = "Stopped";
}

/**
 * What has been started, to be ended in reverse: the application first, then what it leans on, the database last.
 * Ends on Ctrl-C, SIGTERM, or the death of the process that started this one.
 */
export class Lifetime {
  private readonly controller = new AbortController();
  private readonly closers: { name: string; close: () => Promise<unknown> }[] = [];
  private failure: unknown;

  constructor() {
    const end = () => this.controller.abort(new Stopped());
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, end);
    if (process.connected) process.on("disconnect", end);
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Ends everything because a part that must live has died. */
  fail(error: unknown): void {
    this.failure ??= error;
    this.controller.abort(error);
  }

  onEnd(name: string, close: () => Promise<unknown>): void {
    this.closers.push({ name, close });
  }

  /**
   * Runs `work` to its end, then ends what was started.
   * @returns the exit code: 0 for an end the operator asked for
   */
  async run(work: () => Promise<void>): Promise<number> {
    try {
      await work();
      await new Promise((resolve) => {
        if (this.signal.aborted) resolve(undefined);
        this.signal.addEventListener("abort", resolve, { once: true });
        // A process waits for its timers, not for its promises.
        const alive = setInterval(() => {}, 2 ** 30);
        this.signal.addEventListener("abort", () => clearInterval(alive), { once: true });
      });
    } catch (error) {
      const asked = this.signal.aborted && this.failure === undefined;
      if (!asked) this.failure ??= error;
    }
    if (this.failure !== undefined) process.stderr.write(`${wordsOf(this.failure)}\n`);
    return this.end();
  }

  private async end(): Promise<number> {
    let code = this.failure === undefined ? 0 : 1;
    for (const { name, close } of this.closers.reverse()) {
      process.stdout.write(`  Stopping ${name}\n`);
      try {
        await close();
      } catch (error) {
        process.stderr.write(`${name} did not stop: ${wordsOf(error)}\n`);
        code = 1;
      }
    }
    return code;
  }
}
