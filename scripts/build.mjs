// `npm run build`: everything that runs in production, made from the sources. Nothing is done when it is there for
// exactly these sources, unless --force is given.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { bundle, commands, helpers } from "./bundle.mjs";
import { generate } from "./generate.mjs";
import { findNode } from "./install.mjs";
import { shareChunks } from "./share-chunks.mjs";

const root = path.resolve(import.meta.dirname, "..");
const standalone = path.join(root, ".next/standalone");
const stamp = path.join(standalone, ".silica-build");

/** What decides how the result looks. Not the environment: it is read when the application starts. */
const sources = [
  "app",
  "components",
  "lib",
  "prisma",
  "public",
  "scripts",
  "instrumentation.ts",
  "next.config.js",
  "package-lock.json",
  "postcss.config.mjs",
  "proxy.ts",
  "tsconfig.json",
];

function digestOfSources() {
  const hash = createHash("sha256");
  for (const source of sources) add(hash, source);
  return hash.digest("hex");
}

function add(hash, name) {
  const file = path.join(root, name);
  if (name === "lib/db/generated" || !existsSync(file)) return;
  const entries = readdirSyncOf(file);
  if (entries) for (const entry of entries) add(hash, `${name}/${entry}`);
  else hash.update(`${name}\n`).update(readFileSync(file));
}

function readdirSyncOf(file) {
  try {
    return readdirSync(file).sort();
  } catch (error) {
    if (error.code === "ENOTDIR") return undefined;
    throw error;
  }
}

/** Whether what is built was built from these sources. */
export function isBuilt() {
  return (
    existsSync(stamp) &&
    existsSync(path.join(root, "dist/start.mjs")) &&
    readFileSync(stamp, "utf8") === digestOfSources()
  );
}

/**
 * Builds the application and the commands around it.
 * @param progress hears each line the build prints
 * @param signal stops the build
 * @returns false when there was nothing to do
 * @throws Error with the build's last lines
 */
export async function buildApplication({ force = false, progress = () => {}, signal } = {}) {
  if (!force && isBuilt()) return false;
  const digest = digestOfSources();
  rmSync(standalone, { recursive: true, force: true });
  await generate();
  // Traced into the standalone output, so there before the build.
  await bundle(helpers);
  await buildNext(progress, signal);
  for (const folder of ["chunks", "chunks/ssr"]) shareChunks(path.join(standalone, ".next/server", folder));
  cpSync(path.join(root, ".next/static"), path.join(standalone, ".next/static"), { recursive: true });
  if (existsSync(path.join(root, "public"))) {
    cpSync(path.join(root, "public"), path.join(standalone, "public"), { recursive: true });
  }
  copyFileSync(path.join(root, "scripts/server.mjs"), path.join(standalone, "server.mjs"));
  // Next copies settings along. They hold secrets, and the launcher passes them anyway.
  for (const name of readdirSync(standalone)) if (name.startsWith(".env")) rmSync(path.join(standalone, name));
  mkdirSync(path.join(root, "dist"), { recursive: true });
  await bundle(commands);
  writeFileSync(stamp, digest);
  return true;
}

async function buildNext(progress, signal) {
  const child = spawn(findNode(), [path.join(root, "node_modules/next/dist/bin/next"), "build"], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    signal,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  let said = "";
  const hear = (text) => {
    said += text;
    for (const line of String(text).split("\n")) if (line.trim()) progress(line);
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  const [status] = await once(child, "close");
  if (status !== 0) throw new Error(`The build failed.\n${said.trim().split("\n").slice(-40).join("\n")}`);
}

if (process.argv[1] === import.meta.filename) {
  try {
    const built = await buildApplication({
      force: process.argv.includes("--force"),
      progress: (line) => console.log(line),
    });
    if (!built) console.log("The build is up to date.");
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
