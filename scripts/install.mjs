// What both `npm run quickstart` and `npm test` need before anything is installed: plain JavaScript for Node 20.19.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
const binaries = path.join(root, "node_modules/.bin");
const stamp = path.join(root, "node_modules/.silica-installed");

/** Digest of what decides which packages are installed. */
function wanted() {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}\n`);
  for (const file of ["package.json", "package-lock.json"]) hash.update(readFileSync(path.join(root, file)));
  return hash.digest("hex");
}

export function dependenciesInstalled() {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === wanted();
}

/**
 * Installs exactly what the lock file says, unless that is what is there.
 * @returns true when something was installed
 * @throws Error with npm's own words
 */
export function installDependencies() {
  if (dependenciesInstalled()) return false;
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const { status, stdout, stderr, error } = spawnSync(npm, ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    encoding: "utf8",
    // Development tools build the application, whatever the environment says.
    env: { ...process.env, NODE_ENV: "development" },
  });
  if (status !== 0) throw new Error(`npm ci failed.\n${error?.message ?? `${stdout}${stderr}`.trim()}`);
  writeFileSync(stamp, wanted());
  return true;
}

/**
 * The environment of what we start: the packages' commands first on PATH, and with them the Node 24 that comes as a
 * package, where there is one for this machine.
 */
export function localEnvironment(extra = {}) {
  return { ...process.env, PATH: `${binaries}${path.delimiter}${process.env.PATH ?? ""}`, ...extra };
}

/**
 * The Node to run the application with.
 * @throws Error when neither the packaged one nor the system's is new enough
 */
export function findNode() {
  const packaged = path.join(binaries, "node");
  if (existsSync(packaged) && spawnSync(packaged, ["--version"]).status === 0) return packaged;
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 19)) return process.execPath;
  throw new Error(
    `Node ${process.versions.node} is too old and none could be installed for ${process.platform} ${process.arch}. Install Node 24.`,
  );
}
