import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chown, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { MAJOR, type Binaries } from "./binaries";
import { codeOf, EmbeddedDatabaseError } from "./failure";
import { chooseIdentity, type Identity } from "./identity";
import { run } from "./run";

/** The superuser of the cluster. */
export const ROLE = "silica";

const PASSWORD_FILE = "silica.password";
const SCRATCH = ".creating-";
const SCRATCH_LIFETIME_MS = 600_000;

/** C.UTF-8 is missing on some systems; plain C would find no trigrams in Chinese. */
const characterTypes = ["C.UTF-8", "en_US.UTF-8"];

export interface Cluster {
  /** PostgreSQL's data directory */
  directory: string;
  folder: string;
  identity: Identity;
  password: string;
}

/**
 * The cluster of the data folder, created where there is none.
 * @throws EmbeddedDatabaseError for a cluster of another major version or without its password
 */
export async function prepareCluster(folder: string, binaries: Binaries): Promise<Cluster> {
  await mkdir(folder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  const directory = path.join(folder, `postgres-${MAJOR}`);
  const versionFile = path.join(directory, "PG_VERSION");
  if (!existsSync(versionFile)) {
    await refuseOtherMajor(folder, directory);
    await create(folder, directory, binaries);
  }
  const version = (await readFile(versionFile, "utf8")).trim();
  if (version !== MAJOR) throw otherMajor(directory, version);
  const password = await readFile(path.join(directory, PASSWORD_FILE), "utf8").catch((error: unknown) => {
    if (codeOf(error) !== "ENOENT") throw error;
    throw new EmbeddedDatabaseError(
      `${path.join(directory, PASSWORD_FILE)} is missing: restore it, the database cannot be opened without it.`,
    );
  });
  return { directory, folder, identity: chooseIdentity(directory, folder), password };
}

async function refuseOtherMajor(folder: string, directory: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const version = /^postgres-(\d+)$/.exec(name)?.[1];
    if (version && version !== MAJOR) throw otherMajor(path.join(folder, name), version);
  }
  if ((await readdir(directory).catch(() => [])).length) {
    throw new EmbeddedDatabaseError(`${directory} is not a PostgreSQL cluster, and it is not empty: move it away.`);
  }
}

function otherMajor(directory: string, version: string): EmbeddedDatabaseError {
  return new EmbeddedDatabaseError(
    `${directory} was written by PostgreSQL ${version}, and this release carries ${MAJOR}: ` +
      `export the data with a release that carries ${version} (see docs/operations.md).`,
  );
}

/** Written in a scratch folder and renamed whole, so that nobody ever sees half a cluster. */
async function create(folder: string, directory: string, binaries: Binaries): Promise<void> {
  await removeOldScratch(folder);
  const identity = chooseIdentity(directory, folder);
  const scratch = await mkdtemp(path.join(folder, SCRATCH));
  try {
    const passwordFile = path.join(scratch, "password");
    const data = path.join(scratch, "data");
    await writeFile(passwordFile, randomBytes(24).toString("base64url"), { mode: 0o600 });
    await handOver(identity, scratch, passwordFile);
    await initialise(data, passwordFile, identity, binaries);
    await rename(passwordFile, path.join(data, PASSWORD_FILE));
    await rename(data, directory);
  } catch (error) {
    // Another launcher was faster: its cluster is as good as ours.
    if (codeOf(error) !== "ENOTEMPTY" && codeOf(error) !== "EEXIST") throw error;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function initialise(data: string, passwordFile: string, identity: Identity, binaries: Binaries): Promise<void> {
  for (const [index, characterType] of characterTypes.entries()) {
    const parameters = ["-D", data, "-U", ROLE, "--pwfile", passwordFile, "--auth", "scram-sha-256", "-E", "UTF8"];
    parameters.push("--locale", "C", "--lc-ctype", characterType);
    parameters.push("--locale-provider", "builtin", "--builtin-locale", "C.UTF-8");
    try {
      return await run(binaries.initdb, parameters, identity, path.dirname(data));
    } catch (error) {
      const unknown = error instanceof Error && /invalid locale/i.test(error.message);
      if (!unknown || index === characterTypes.length - 1) throw error;
    }
  }
}

/** Gives files to the user as whom the server runs, where that is somebody else. */
export async function handOver({ uid, gid }: Identity, ...files: string[]): Promise<void> {
  if (uid === undefined || gid === undefined) return;
  for (const file of files) await chown(file, uid, gid);
}

async function removeOldScratch(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(SCRATCH)) continue;
    const file = path.join(folder, name);
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > SCRATCH_LIFETIME_MS) await rm(file, { recursive: true, force: true });
  }
}
