import { openEmbeddedDatabase } from "@/lib/db/embedded";
import { migrate } from "@/lib/db/migrate";
import { readSettings } from "./launch/settings";
import { inRoot } from "./root";

/**
 * Runs a command's work with the address of the installation's database: the one of DATABASE_URL, else the packaged
 * PostgreSQL on the data folder, which is joined where it runs already and stopped afterwards where nobody else uses it.
 */
export async function withServer<Result>(work: (url: string, embedded: boolean) => Promise<Result>): Promise<Result> {
  const { variables, environment, databaseFolder } = readSettings({ mode: "production" });
  const embedded = databaseFolder === undefined ? undefined : await openEmbeddedDatabase({ folder: databaseFolder });
  const url = embedded?.url ?? environment.DATABASE_URL;
  Object.assign(process.env, variables, { DATABASE_URL: url });
  try {
    return await work(url, embedded !== undefined);
  } finally {
    await embedded?.close();
  }
}

/** The same for work of the application's modules. The packaged database is brought to this release first. */
export async function withDatabase<Result>(work: () => Promise<Result>): Promise<Result> {
  return withServer(async (url, embedded) => {
    if (embedded) await migrate(url, inRoot("prisma/migrations"));
    const { database } = await import("@/lib/db");
    try {
      return await work();
    } finally {
      await database().$disconnect();
    }
  });
}
