// `npm run quickstart`: from a fresh clone to a running application. This part runs before anything is installed, on
// whatever Node there is; the rest is scripts/start.ts, under the Node that comes with the dependencies.
import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import path from "node:path";
import { findNode, installDependencies, runModule } from "./install.mjs";
import { step } from "./steps.mjs";

const root = path.resolve(import.meta.dirname, "..");

try {
  await step("Node and npm", () => {
    const [major, minor] = process.versions.node.split(".").map(Number);
    if (major < 20 || (major === 20 && minor < 19)) {
      throw new Error(`Node ${process.versions.node} is too old: 20.19 is the least.`);
    }
    const npm = spawnSync("npm", ["--version"], { encoding: "utf8" });
    if (npm.status !== 0) throw new Error("npm is missing. It comes with Node: https://nodejs.org");
    try {
      accessSync(root, constants.W_OK);
    } catch (error) {
      throw new Error(`The folder ${root} cannot be written: ${error.message}`);
    }
    return `Node ${process.versions.node}, npm ${npm.stdout.trim()}`;
  });
  await step("Dependencies", async () => ((await installDependencies()) ? "installed" : "up to date"));
  await step("Tools", async () => {
    findNode();
    const { generate } = await import("./generate.mjs");
    const { bundle } = await import("./bundle.mjs");
    await generate();
    await bundle(["start", "prepare", "simulator"]);
    return "Prisma client and commands";
  });
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
await runModule(path.join(root, "dist/start.mjs"), ["--quickstart"]);
