import { existsSync } from "node:fs";
import path from "node:path";
import { openEmbeddedDatabase } from "@/lib/db/embedded";
import { migrate } from "@/lib/db/migrate";
import { readEnvironment } from "@/lib/env";

export const root = path.resolve(import.meta.dirname, "..");

/** Where the packaged PostgreSQL keeps its files when no DATABASE_URL is set. */
export const databaseFolder = path.join(root, "data/database");

/** Reads `.env`; what the environment says already counts more. */
export function loadEnvironment(): void {
  const file = path.join(root, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
}

/**
 * Runs a command's work on the installation's database: the one of DATABASE_URL, else the packaged PostgreSQL on the
 * data folder, which is joined where it runs already and stopped afterwards where nobody else uses it.
 */
export async function withDatabase<Result>(work: () => Promise<Result>): Promise<Result> {
  loadEnvironment();
  // First of all: a wrong setting is told before a database is started for nothing.
  readEnvironment({ ...process.env, DATABASE_URL: process.env.DATABASE_URL || "postgresql://not-yet-known" });
  const embedded = process.env.DATABASE_URL ? undefined : await openEmbeddedDatabase({ folder: databaseFolder });
  try {
    if (embedded) {
      process.env.DATABASE_URL = embedded.url;
      await migrate(embedded.url, path.join(root, "prisma/migrations"));
    }
    const { database } = await import("@/lib/db");
    try {
      return await work();
    } finally {
      await database().$disconnect();
    }
  } finally {
    await embedded?.close();
  }
}
