import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");
const NOBODY = 65534;
const asRoot = process.getuid?.() === 0;

/** What a container holds: the release and a Node that nobody may change, and one folder for data. */
export class Installation {
  readonly folder = fs.mkdtempSync(path.join(tmpdir(), "silica-installation-"));
  readonly application = path.join(this.folder, "app");
  readonly data = path.join(this.folder, "data");
  private readonly node = path.join(this.folder, "node");
  private readonly started: Run[] = [];

  /** Builds what is not built, and copies the release as the Dockerfile does. */
  prepare(): void {
    run("scripts/build.mjs");
    run("scripts/release.mjs", this.application);
    fs.copyFileSync(process.execPath, this.node, fs.constants.COPYFILE_FICLONE);
    fs.chmodSync(this.node, 0o755);
    fs.mkdirSync(this.data, { mode: 0o700 });
    fs.chmodSync(this.folder, 0o755);
    if (asRoot) fs.chownSync(this.data, NOBODY, NOBODY);
    else spawnSync("chmod", ["-R", "a-w", this.application]);
  }

  /** Starts a command of dist/ as an unprivileged user with nothing in the environment but what is given. */
  start(variables: Record<string, string>, command = "start", ...parameters: string[]): Run {
    const child = spawn(this.node, [path.join(this.application, `dist/${command}.mjs`), ...parameters], {
      cwd: this.application,
      stdio: ["ignore", "pipe", "pipe"],
      env: { PATH: "/usr/bin:/bin", NODE_ENV: "production", DATA_FOLDER: this.data, HOST: "127.0.0.1", ...variables },
      ...(asRoot ? { uid: NOBODY, gid: NOBODY } : {}),
    });
    const started = new Run(child);
    this.started.push(started);
    return started;
  }

  /** Every file of the release with its size: what must be the same afterwards. */
  files(): string[] {
    return fs
      .readdirSync(this.application, { recursive: true, encoding: "utf8" })
      .map((name) => `${name} ${fs.lstatSync(path.join(this.application, name)).size}`)
      .sort();
  }

  async remove(): Promise<void> {
    for (const { child } of this.started) if (child.exitCode === null) child.kill("SIGTERM");
    await Promise.all(this.started.map(({ ended }) => ended));
    spawnSync("chmod", ["-R", "u+w", this.application]);
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

export class Run {
  output = "";
  errors = "";
  readonly ended: Promise<number | null>;

  constructor(readonly child: ChildProcess) {
    child.stdout!.on("data", (text: Buffer) => (this.output += text.toString()));
    child.stderr!.on("data", (text: Buffer) => (this.errors += text.toString()));
    this.ended = once(child, "exit").then(([code]) => code as number | null);
  }

  /** Waits until it has printed what matches. @throws with all it said when it ends before */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(this.output);
      if (found) return found;
      if (this.child.exitCode !== null || this.child.signalCode !== null) {
        throw new Error(`It ended without saying ${String(pattern)}.\n${this.output}${this.errors}`);
      }
      await Promise.race([once(this.child.stdout!, "data"), this.ended]);
    }
  }

  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<number | null> {
    this.child.kill(signal);
    return this.ended;
  }
}

export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Waits until nobody listens on the port, for what has no other sign of its end. */
export async function portIsFree(port: number): Promise<void> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline;) {
    const socket = net.connect(port, "127.0.0.1");
    const open = await once(socket, "connect").then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (!open) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Somebody still listens on port ${port}.`);
}

function run(script: string, ...parameters: string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(root, script), ...parameters], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${script} failed.\n${stdout}${stderr}`);
}
