import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { StorageSettings } from "@/lib/storage/open-storage";

/** A bucket on a server of its own process, which can go and come back. */
export interface TestBucket {
  settings: StorageSettings;
  /** the server dies at once; what it has stays */
  kill(): Promise<void>;
  /** it comes back where it was */
  start(): Promise<void>;
  /** it says nothing more, and keeps its connections */
  freeze(): void;
  thaw(): void;
  /** uploads in parts that were begun and not ended */
  uploads(): string[];
  remove(): Promise<void>;
}

/** @param options.query of the address, besides endpoint and region; options.timeoutMs how long it may be silent */
export async function openTestBucket({ path: folder = "", timeoutMs = 5_000 } = {}): Promise<TestBucket> {
  const directory = mkdtempSync(path.join(tmpdir(), "silica-bucket-"));
  let server: ChildProcess;
  let port = 0;

  async function start(): Promise<void> {
    const args = [directory, String(port)];
    // It ciphers the marks of pages in an old way.
    const execArgv = ["--openssl-legacy-provider"];
    server = fork(path.join(import.meta.dirname, "bucket-server.mjs"), args, { execArgv, stdio: "inherit" });
    const [message] = (await once(server, "message")) as [{ port: number }];
    port = message.port;
  }
  async function kill(): Promise<void> {
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.kill("SIGKILL");
    await once(server, "exit");
  }

  await start();
  const uploads = path.join(directory, "files/._S3rver_uploads");
  return {
    settings: {
      STORAGE_URL: `s3://files${folder}?endpoint=http://127.0.0.1:${port}&region=us-east-1`,
      S3_ACCESS_KEY_ID: "S3RVER",
      S3_SECRET_ACCESS_KEY: "S3RVER",
      STORAGE_TIMEOUT_MS: timeoutMs,
    },
    kill,
    start,
    freeze: () => void server.kill("SIGSTOP"),
    thaw: () => void server.kill("SIGCONT"),
    uploads: () => (existsSync(uploads) ? readdirSync(uploads) : []),
    async remove() {
      await kill();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
