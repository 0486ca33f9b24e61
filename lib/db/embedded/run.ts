import { spawn } from "node:child_process";
import { tmpdir } from "node:os";
import path from "node:path";
import { codeOf, EmbeddedDatabaseError } from "./failure";
import type { Identity } from "./identity";

/** Nothing of our own environment, which holds secrets. */
const environment = {
  NODE_ENV: "production",
  PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
  LC_ALL: "C",
  TMPDIR: tmpdir(),
} as const;

/**
 * Runs one of PostgreSQL's programs to its end, apart from the terminal's process group: Ctrl-C is for the launcher,
 * which stops things in order.
 * @throws EmbeddedDatabaseError with what the program said
 */
export function run(file: string, parameters: string[], identity: Identity, folder: string): Promise<void> {
  const [command, ...rest] = [...identity.prefix, file, ...parameters];
  return new Promise((resolve, reject) => {
    const child = spawn(command!, rest, {
      uid: identity.uid,
      gid: identity.gid,
      cwd: folder,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      env: environment,
    });
    let said = "";
    let complained = "";
    child.stdout.on("data", (text: Buffer) => (said += text.toString()));
    child.stderr.on("data", (text: Buffer) => (complained += text.toString()));
    child.once("error", (error) => {
      const who = identity.uid === undefined ? "this user" : `user ${identity.uid}, as whom PostgreSQL runs,`;
      const reason = codeOf(error) === "EACCES" ? `${who} cannot reach it` : error.message;
      reject(new EmbeddedDatabaseError(`${path.basename(file)} cannot be run: ${reason}`, { cause: error }));
    });
    child.once("close", (status) => {
      if (status === 0) return resolve();
      const words = (complained || said).trim() || `it ended with ${status}`;
      const unreachable = identity.uid !== undefined && /permission denied/i.test(words);
      const advice = unreachable ? ` (it runs as user ${identity.uid}, who must be able to reach ${folder})` : "";
      reject(new EmbeddedDatabaseError(`${path.basename(file)} failed: ${words}${advice}`));
    });
  });
}
