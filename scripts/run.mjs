// `node scripts/run.mjs <command> [parameters]` in a checkout: bundles scripts/<command>.ts as it is now, and runs it.
import { existsSync } from "node:fs";
import path from "node:path";
import { runModule } from "./install.mjs";

const [name, ...parameters] = process.argv.slice(2);
const root = path.resolve(import.meta.dirname, "..");

try {
  if (!existsSync(path.join(root, "node_modules/esbuild"))) throw new Error("Nothing is installed yet: run npm ci.");
  const { generate } = await import("./generate.mjs");
  const { bundle, helpers } = await import("./bundle.mjs");
  await generate();
  // Development starts the others beside itself.
  await bundle(name === "dev" ? ["dev", "prepare", "simulator", ...helpers] : [name]);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
await runModule(path.join(root, "dist", `${name}.mjs`), parameters);
