// What both `npm run quickstart` and `npm test` need before anything is installed: plain JavaScript for Node 20.19.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

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
export async function installDependencies() {
  if (dependenciesInstalled()) return false;
  const child = spawn("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    // Development tools build the application, whatever the environment says.
    env: { ...process.env, NODE_ENV: "development" },
  });
  let said = "";
  child.stdout.on("data", (text) => (said += text));
  child.stderr.on("data", (text) => (said += text));
  const [status] = await once(child, "close").catch((error) => {
    throw new Error(`npm cannot be run: ${error.message}`);
  });
  if (status !== 0) throw new Error(`npm ci failed.\n${said.trim()}`);
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
 * The Node to run the application with: the packaged one, else this one.
 * @throws Error when there is no new enough one
 */
export function findNode() {
  const packaged = path.join(binaries, "node");
  if (existsSync(packaged) && spawnSync(packaged, ["--version"]).status === 0) return realpathSync(packaged);
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 19)) return process.execPath;
  throw new Error(
    `Node ${process.versions.node} is too old and none could be installed for ${process.platform} ${process.arch}. Install Node 24.`,
  );
}

/**
 * Runs a module under that Node: here if this is it, else in a process of its own that gets our signals, and stops in
 * order when we are killed. Ends this process with its exit code.
 */
export async function runModule(file, parameters) {
  const node = findNode();
  if (node === process.execPath) {
    process.argv = [node, file, ...parameters];
    await import(pathToFileURL(file).href);
    return;
  }
  const child = spawn(node, [file, ...parameters], { stdio: ["inherit", "inherit", "inherit", "ipc"] });
  // From a terminal the child hears of Ctrl-C itself; being told twice changes nothing.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  const [code] = await once(child, "exit");
  process.exit(code ?? 1);
}
