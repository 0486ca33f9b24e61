import { execFile } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openEmbeddedDatabase } from "@/lib/db/embedded";
import { openFolder } from "@/lib/storage/local";

const root = path.resolve(import.meta.dirname, "../../..");
const run = promisify(execFile);

let home: string;

beforeAll(() => {
  home = mkdtempSync(path.join(tmpdir(), "silica-backup-"));
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

const storageUrl = (data: string) => `file:${path.join(data, "storage")}`;

/** A command of the installation whose data are in that folder. */
async function command(data: string, ...parameters: string[]): Promise<string> {
  const { DATABASE_URL: _, ...environment } = process.env;
  const argv = ["--conditions=react-server", "--import", "tsx", ...parameters];
  const { stdout } = await run(process.execPath, argv, {
    cwd: root,
    env: {
      ...environment,
      DATA_FOLDER: data,
      STORAGE_URL: storageUrl(data),
      LOG_LEVEL: "warn",
      NODE_ENV: "production",
    },
  });
  return stdout;
}

/** A digest of every row of every table, and the bytes of every file that a row names. */
async function contentOf(data: string) {
  const database = await openEmbeddedDatabase({ folder: data });
  const client = new pg.Client({ connectionString: database.url });
  try {
    await client.connect();
    const names = await client.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public' order by 1",
    );
    const tables: Record<string, { count: number; digest: string }> = {};
    for (const { name } of names.rows) {
      const rows = await client.query<{ count: number; digest: string }>(
        `select count(*)::int as count, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as digest from ${name} t`,
      );
      tables[name] = rows.rows[0]!;
    }
    const assets = await client.query<{ key: string; sha256: string }>("select key, sha256 from assets");
    const files = await Promise.all(
      assets.rows.map(async ({ key, sha256 }) => {
        const { stream } = await openFolder(storageUrl(data)).open(key);
        const digest = createHash("sha256");
        for await (const piece of stream) digest.update(piece);
        return { key, isWhole: digest.digest("hex") === sha256 };
      }),
    );
    return { tables, files };
  } finally {
    await client.end();
    await database.close();
  }
}

/** Files as uploads leave them, with their rows. */
async function keepFiles(data: string, count: number): Promise<void> {
  const database = await openEmbeddedDatabase({ folder: data });
  const client = new pg.Client({ connectionString: database.url });
  try {
    await client.connect();
    for (let index = 0; index < count; index++) {
      const bytes = randomBytes(100_000 + index);
      const key = `picture-${index}`;
      await openFolder(storageUrl(data)).put(key, bytes);
      await client.query(
        `insert into assets (id, user_id, kind, name, media_type, size_bytes, sha256, key)
         select $1, id, 'picture', $1, 'image/png', $2, $3, $4 from users order by id limit 1`,
        [`a${index}`, bytes.length, createHash("sha256").update(bytes).digest("hex"), key],
      );
    }
  } finally {
    await client.end();
    await database.close();
  }
}

it("a copy of the data folder, unpacked elsewhere, has every conversation, file and entry of the ledger", async () => {
  const data = path.join(home, "data");
  await command(data, "scripts/seed.ts", "demo");
  await keepFiles(data, 20);
  const before = await contentOf(data);
  for (const name of ["conversations", "messages", "ledger_entries", "assets"]) {
    expect(before.tables[name]!.count, name).toBeGreaterThan(0);
  }

  // as docs/operations.md says
  const archive = path.join(home, "silica.tar.gz");
  await run("tar", ["--create", "--gzip", "--file", archive, "--directory", home, "data"]);
  const elsewhere = path.join(home, "elsewhere");
  mkdirSync(elsewhere);
  await run("tar", [
    "--extract",
    "--same-owner",
    "--preserve-permissions",
    "--file",
    archive,
    "--directory",
    elsewhere,
  ]);
  const restored = path.join(elsewhere, "data");
  rmSync(data, { recursive: true });

  const after = await contentOf(restored);
  expect(after.files).toHaveLength(20);
  expect(after.files.filter(({ isWhole }) => !isWhole)).toEqual([]);
  expect(after).toEqual(before);
  expect(await command(restored, "scripts/admin.ts", "storage", "check")).toContain("Rows without their bytes: 0\n");
}, 120_000);
