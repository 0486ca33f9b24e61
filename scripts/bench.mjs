// `npm run bench -- <name> [options]`: runs one benchmark of tests/bench; without a name it lists them.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { findNode, installDependencies, localEnvironment } from "./install.mjs";

const root = path.resolve(import.meta.dirname, "..");
const folder = path.join(root, "tests/bench");
const [name, ...args] = process.argv.slice(2);
const file = name && path.join(folder, `${path.basename(name)}.ts`);
if (!file || !existsSync(file)) {
  const helpers = new Set(["world", "pipe", "simulator", "streams"]);
  const names = readdirSync(folder)
    .filter((entry) => entry.endsWith(".ts"))
    .map((entry) => entry.slice(0, -3));
  console.log(
    `Usage: npm run bench -- <name> [options]\n\n${names
      .filter((entry) => !helpers.has(entry))
      .map((entry) => `  ${entry}`)
      .join("\n")}`,
  );
  process.exit(name ? 1 : 0);
}
await installDependencies();
if (!existsSync(path.join(root, ".next/standalone/server.mjs"))) {
  const { status } = spawnSync(findNode(), [path.join(root, "scripts/build.mjs")], {
    cwd: root,
    stdio: "inherit",
    env: localEnvironment(),
  });
  if (status !== 0) process.exit(1);
}
const { status } = spawnSync(findNode(), ["--conditions=react-server", "--import", "tsx", file, ...args], {
  cwd: root,
  stdio: "inherit",
  env: localEnvironment(),
});
process.exit(status ?? 1);
