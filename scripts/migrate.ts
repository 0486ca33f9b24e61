// `npm run migrate`: brings the database to this release, for deployments without the launcher.
// `npm run migrate -- --rolled-back <name>`: settles a migration that failed halfway, once the database is repaired.
import { parseArgs } from "node:util";
import { database, synchroniseClock, systemContext } from "@/lib/db";
import { markRolledBack, migrate } from "@/lib/db/migrate";
import { seedCatalogue } from "@/lib/models";
import { withServer } from "./environment";
import { wordsOf } from "./launch/failure";
import { inRoot } from "./root";

async function bringUp(): Promise<string> {
  return withServer(async (url) => {
    const applied = await migrate(url, inRoot("prisma/migrations"));
    try {
      await synchroniseClock();
      await seedCatalogue(systemContext());
    } finally {
      await database().$disconnect();
    }
    return applied.length ? `Applied ${applied.join(", ")}.` : "No migration was missing.";
  });
}

async function settle(name: string): Promise<string> {
  await withServer((url) => markRolledBack(url, name));
  return `${name} counts as rolled back. The next start applies it again.`;
}

try {
  const { values } = parseArgs({ options: { "rolled-back": { type: "string" } } });
  const name = values["rolled-back"];
  console.log(name === undefined ? await bringUp() : await settle(name));
} catch (error) {
  process.stderr.write(`${wordsOf(error)}\n`);
  process.exit(1);
}
