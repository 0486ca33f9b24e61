import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { shareChunks } from "@/scripts/share-chunks.mjs";

const require = createRequire(import.meta.url);
let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "silica-chunks-"))));
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
const read = (name: string) => readFileSync(path.join(folder, name), "utf8");

it("keeps one of the chunks that differ in nothing but their name", () => {
  write("_a.js", "module.exports=[1,()=>'one'];\n\n//# sourceMappingURL=_a.js.map");
  write("_b.js", "module.exports=[1,()=>'one'];\n\n//# sourceMappingURL=_b.js.map");
  write("_c.js", "module.exports=[1,()=>'other'];\n\n//# sourceMappingURL=_c.js.map");
  write("_b.js.map", "{}");
  expect(shareChunks(folder)).toBe(1);
  expect(read("_a.js")).toContain("'one'");
  expect(read("_c.js")).toContain("'other'");
  expect(read("_b.js.map")).toBe("{}");
  expect(require(path.join(folder, "_b.js"))).toBe(require(path.join(folder, "_a.js")));
});

it("finds names that are no identifiers, and does nothing twice", () => {
  write('[root]"a".js', "module.exports=[2];");
  write("[root]b.js", "module.exports=[2];\n//# sourceMappingURL=[root]b.js.map\n");
  expect(shareChunks(folder)).toBe(1);
  expect(shareChunks(folder)).toBe(0);
  expect(require(path.join(folder, "[root]b.js"))).toEqual([2]);
});
