import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";

/**
 * A Node process that belongs to the launcher. It stands apart from the terminal's process group, so that Ctrl-C
 * reaches the launcher alone; and it is told of the launcher's death by its channel closing.
 */
export class ManagedProcess {
  readonly exited: Promise<string>;
  private readonly child: ChildProcess;
  private gone = false;

  /** @param parameters of Node: its flags, the file, the file's own parameters */
  constructor(parameters: string[], variables: NodeJS.ProcessEnv) {
    this.child = spawn(process.execPath, parameters, {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      detached: true,
      env: variables,
    });
    this.exited = once(this.child, "exit").then(
      ([code, signal]) => {
        this.gone = true;
        return signal ? `it was ended by ${String(signal)}` : `it ended with ${String(code)}`;
      },
      (error: Error) => {
        this.gone = true;
        return error.message;
      },
    );
  }

  get running(): boolean {
    return !this.gone;
  }

  /** The first message the process sends. @throws when it ends before */
  async message(): Promise<unknown> {
    const ended = this.exited.then((how) => {
      throw new Error(how);
    });
    const [first] = await Promise.race([once(this.child, "message"), ended]);
    return first;
  }

  /** Asks the process to end, and after the time given makes it. */
  async stop(timeoutMs: number): Promise<void> {
    if (this.gone) return;
    this.child.kill("SIGTERM");
    const patience = new AbortController();
    const late = pause(timeoutMs, "late", { signal: patience.signal }).catch(() => "");
    if ((await Promise.race([this.exited, late])) === "late") {
      // With all it has started.
      process.kill(-this.child.pid!, "SIGKILL");
      await this.exited;
    }
    patience.abort();
  }
}
