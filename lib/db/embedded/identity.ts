import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { EmbeddedDatabaseError } from "./failure";

/** As whom the server runs: as ourselves, behind a command that changes it, or as another user. */
export interface Identity {
  prefix: readonly string[];
  uid?: number;
  gid?: number;
}

const ourselves: Identity = { prefix: [] };

/** A user namespace in which root is nobody: the files stay root's own and no other user is needed. */
const namespace: Identity = { prefix: ["unshare", "--map-user=65534", "--map-group=65534", "--"] };

/**
 * PostgreSQL refuses to run as root. As root it runs as whoever owns the cluster or the folder; where that is root, in
 * a namespace; where the machine allows none, as the user postgres, else nobody.
 */
export function chooseIdentity(cluster: string, folder: string): Identity {
  if (process.getuid?.() !== 0) return ourselves;
  const owner = ownerOf(cluster) ?? ownerOf(folder);
  if (owner && owner.uid !== 0) return { prefix: [], ...owner };
  const [command, ...parameters] = [...namespace.prefix, "true"];
  if (spawnSync(command!, parameters).status === 0) return namespace;
  const users = parseUsers(readFileSync("/etc/passwd", "utf8"));
  const user = users.get("postgres") ?? users.get("nobody");
  if (!user) {
    throw new EmbeddedDatabaseError(
      `PostgreSQL cannot run as root, and there is no other user for it. Give ${folder} to an unprivileged user.`,
    );
  }
  return { prefix: [], ...user };
}

function ownerOf(file: string): { uid: number; gid: number } | undefined {
  const found = statSync(file, { throwIfNoEntry: false });
  return found && { uid: found.uid, gid: found.gid };
}

/** Users by name, of a file in the format of /etc/passwd. */
export function parseUsers(passwd: string): Map<string, { uid: number; gid: number }> {
  const users = new Map<string, { uid: number; gid: number }>();
  for (const line of passwd.split("\n")) {
    const [name, , uid, gid] = line.split(":");
    if (name && uid && gid) users.set(name, { uid: Number(uid), gid: Number(gid) });
  }
  return users;
}
