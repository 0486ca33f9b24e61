// `npm run migration -- <name>`: writes the migration that brings the committed ones to prisma/schema.
import { mkdirSync, writeFileSync } from "node:fs";
import { migrate } from "@/lib/db/migrate";
import { withServer } from "./environment";
import { wordsOf } from "./launch/failure";
import { differenceFrom } from "./migrations/difference";
import { onScratchDatabase } from "./migrations/scratch-database";
import { inRoot } from "./root";

const migrations = inRoot("prisma/migrations");

/** "20261123101500_add_notes": files are applied in the order of their names. */
function folderName(name: string, at: Date): string {
  const time = at.toISOString().replace(/\D/g, "").slice(0, 14);
  return `${time}_${name}`;
}

async function write(name: string): Promise<string> {
  const sql = await withServer((server) =>
    onScratchDatabase(server, async (url) => {
      await migrate(url, migrations);
      return differenceFrom(url, inRoot("prisma/schema"));
    }),
  );
  if (!sql) return "The committed migrations already make what the schema says.";
  const folder = `prisma/migrations/${folderName(name, new Date())}`;
  mkdirSync(inRoot(folder));
  writeFileSync(inRoot(folder, "migration.sql"), sql);
  return `Wrote ${folder}/migration.sql. Read it, complete it by hand where data must move, and commit it.`;
}

const [name, ...rest] = process.argv.slice(2);
if (!name || rest.length || !/^[a-z0-9]+(_[a-z0-9]+)*$/.test(name)) {
  process.stderr.write("Usage: npm run migration -- name_in_small_letters\n");
  process.exit(2);
}
try {
  console.log(await write(name));
} catch (error) {
  process.stderr.write(`${wordsOf(error)}\n`);
  process.exit(1);
}
