// Writes the Prisma client, unless it is there for this schema. Generating needs no engine, but the command line
// fetches one unless it is told of a file.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
const stamp = path.join(root, "lib/db/generated/.schema");

function wanted() {
  const hash = createHash("sha256");
  const folder = path.join(root, "prisma/schema");
  for (const name of readdirSync(folder).sort()) hash.update(`${name}\n`).update(readFileSync(path.join(folder, name)));
  for (const name of ["prisma", "@prisma/client"]) {
    hash.update(readFileSync(path.join(root, "node_modules", name, "package.json")));
  }
  return hash.digest("hex");
}

/**
 * @returns true when the client was written
 * @throws Error with Prisma's own words
 */
export async function generate() {
  const digest = wanted();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === digest) return false;
  const child = spawn(process.execPath, [path.join(root, "node_modules/prisma/build/index.js"), "generate"], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      CHECKPOINT_DISABLE: "1",
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
    },
  });
  let said = "";
  child.stdout.on("data", (text) => (said += text));
  child.stderr.on("data", (text) => (said += text));
  const [status] = await once(child, "close");
  if (status !== 0) throw new Error(`prisma generate failed.\n${said.trim()}`);
  writeFileSync(stamp, digest);
  return true;
}

if (process.argv[1] === import.meta.filename) {
  try {
    const written = await generate();
    if (!process.argv.includes("--quiet")) console.log(written ? "Wrote the Prisma client." : "It is up to date.");
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
