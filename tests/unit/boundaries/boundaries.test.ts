import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "../../..");

/** A check that scans nothing also finds nothing: each rule is shown a violation it must see. */
describe("import boundaries", () => {
  const planted = [
    { place: "lib/core", code: 'export { env } from "@/lib/env";', rule: "upward-only-core" },
    { place: "lib/jobs", code: 'export { readEnvironment } from "@/lib/env/read";', rule: "two-doors-env" },
    { place: "components", code: 'export { env } from "@/lib/env";', rule: "client-stays-client" },
    { place: "lib/jobs", code: 'export { Client } from "pg";', rule: "prisma-in-db" },
    { place: "lib/simulator", code: 'export { env } from "@/lib/env";', rule: "simulator-stands-alone" },
  ];
  const folders: string[] = [];

  beforeAll(async () => {
    for (const { place, code } of planted) {
      await mkdir(path.join(root, place), { recursive: true });
      const folder = await mkdtemp(path.join(root, place, "planted-"));
      folders.push(folder);
      await writeFile(path.join(folder, "violation.ts"), `${code}\n`);
    }
  });
  afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

  it("sees every planted violation", { timeout: 60_000 }, async () => {
    const depcruise = path.join(root, "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");
    const files = folders.map((folder) => path.relative(root, path.join(folder, "violation.ts")));
    const { stdout } = await promisify(execFile)(process.execPath, [depcruise, "--output-type", "json", ...files], {
      cwd: root,
      maxBuffer: 64 * 1024 * 1024,
    }).catch((error: { stdout: string }) => error);
    const found = (JSON.parse(stdout) as { summary: { violations: { from: string; rule: { name: string } }[] } })
      .summary.violations;
    const seen = planted.map(({ rule }, index) =>
      found.some((violation) => violation.rule.name === rule && violation.from === files[index]),
    );
    expect(seen).toEqual(planted.map(() => true));
  });
});
