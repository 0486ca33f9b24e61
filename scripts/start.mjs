// `npm start`: what is built, without building.
import { existsSync } from "node:fs";
import path from "node:path";
import { runModule } from "./install.mjs";

const file = path.resolve(import.meta.dirname, "../dist/start.mjs");
if (!existsSync(file)) {
  process.stderr.write("Nothing is built yet: run npm run quickstart, or npm run build.\n");
  process.exit(1);
}
try {
  await runModule(file, []);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
