import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** What Turbopack writes of one chunk under several names differs in this line alone. */
const mapComment = /\n*\/\/# sourceMappingURL=\S*\s*$/;

/**
 * Turbopack gives routes with the same modules a chunk each, the same bytes under another name. Node would read,
 * compile and keep every one of them: thirty megabytes of the server's memory. All but the first become a reference.
 * @param folder the chunks of the standalone output
 * @returns how many files became references
 */
export function shareChunks(folder) {
  const first = new Map();
  let shared = 0;
  for (const name of readdirSync(folder).sort()) {
    if (!name.endsWith(".js")) continue;
    const source = readFileSync(path.join(folder, name), "utf8").replace(mapComment, "");
    const known = first.get(source);
    if (known === undefined) first.set(source, name);
    else {
      writeFileSync(path.join(folder, name), `module.exports = require(${JSON.stringify(`./${known}`)});\n`);
      shared++;
    }
  }
  return shared;
}
