import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createServer } from "node:net";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openEmbeddedDatabase, type EmbeddedDatabase } from "@/lib/db/embedded";

const root = path.resolve(import.meta.dirname, "../../..");
const quick = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };

let home: string;
let folder: string;
const open: EmbeddedDatabase[] = [];

beforeAll(() => {
  home = mkdtempSync(path.join(tmpdir(), "silica-embedded-"));
  folder = path.join(home, "data");
});

afterEach(async () => {
  for (const database of open.splice(0)) await database.close();
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

async function openHere(at = folder, extra = {}): Promise<EmbeddedDatabase> {
  const database = await openEmbeddedDatabase({ folder: at, settings: quick, ...extra });
  open.push(database);
  return database;
}

async function ask<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

const cluster = () => path.join(folder, "postgres-18");
const pidFile = () => path.join(cluster(), "postmaster.pid");
const portOf = (database: EmbeddedDatabase) => new URL(database.url).port;
const serverPid = () => Number(readFileSync(pidFile(), "utf8").split("\n")[0]);

describe("a fresh folder", () => {
  it("gets one server however many launchers come at once, and the last one to leave stops it", async () => {
    const databases = await Promise.all([openHere(), openHere(), openHere()]);
    open.length = 0;
    expect(new Set(databases.map(({ url }) => url)).size).toBe(1);
    expect(readdirSync(folder).filter((name) => name.startsWith("."))).toEqual([]);

    const closed = await Promise.all(databases.slice(1).map((database) => database.close()));
    expect(closed).toEqual([false, false]);
    expect(await ask(databases[0]!.url, "select 1 as one")).toEqual([{ one: 1 }]);
    expect(await databases[0]!.close()).toBe(true);
    expect(existsSync(pidFile())).toBe(false);
  });

  it("is private to its owner, checks its pages and finds trigrams in Chinese", async () => {
    const { url } = await openHere();
    expect(statSync(cluster()).mode & 0o077).toBe(0);
    expect(statSync(path.join(cluster(), "silica.password")).mode & 0o077).toBe(0);
    await ask(url, "create extension if not exists pg_trgm");
    const [row] = await ask<{ trigrams: number; checksums: string; address: string }>(
      url,
      `select cardinality(show_trgm('今天天气')) as trigrams, current_setting('data_checksums') as checksums,
         current_setting('listen_addresses') as address`,
    );
    expect(row).toEqual({ trigrams: 5, checksums: "on", address: "127.0.0.1" });
  });
});

it.runIf(process.getuid?.() === 0)("as root, the server runs as the owner of the folder", async () => {
  const theirs = path.join(home, "theirs");
  mkdirSync(theirs);
  chmodSync(home, 0o711);
  chownSync(theirs, 65534, 65534);
  const { url } = await openHere(theirs);
  expect(statSync(path.join(theirs, "postgres-18")).uid).toBe(65534);
  expect(await ask(url, "select 1 as one")).toEqual([{ one: 1 }]);
});

describe("a folder with a cluster", () => {
  it("keeps its data and its address over a restart", async () => {
    const first = await openHere();
    await ask(first.url, "create table kept (word text)");
    await ask(first.url, "insert into kept values ('here')");
    expect(await first.close()).toBe(true);
    open.length = 0;
    const second = await openHere();
    expect(second.url).toBe(first.url);
    expect(await ask(second.url, "select word from kept")).toEqual([{ word: "here" }]);
  });

  it("takes another port when somebody else has the last one", async () => {
    const first = await openHere();
    await first.close();
    open.length = 0;
    const squatter = createServer().listen(Number(portOf(first)), "127.0.0.1");
    await once(squatter, "listening");
    const second = await openHere();
    expect(portOf(second)).not.toBe(portOf(first));
    squatter.close();
  });

  it("is found again after its launcher was killed", async () => {
    const launcher = await launch();
    const server = serverPid();
    launcher.process.kill("SIGKILL");
    await once(launcher.process, "exit");
    const database = await openHere();
    expect(database.url).toBe(launcher.url);
    expect(serverPid()).toBe(server);
    open.length = 0;
    expect(await database.close()).toBe(true);
  });

  it("comes back on the same port when the server is killed", async () => {
    let back = () => {};
    const isBack = new Promise<void>((resolve) => (back = resolve));
    const database = await openHere(folder, {
      report: (line: string) => line === "The database is back." && back(),
    });
    const before = serverPid();
    process.kill(before, "SIGKILL");
    await isBack;
    expect(serverPid()).not.toBe(before);
    expect(await ask(database.url, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  it("starts although its last pid now belongs to another process", async () => {
    const database = await openHere();
    const lines = readFileSync(pidFile(), "utf8").split("\n");
    await database.close();
    open.length = 0;
    writeFileSync(pidFile(), [process.pid, ...lines.slice(1)].join("\n"), { mode: 0o600 });
    expect(await ask((await openHere()).url, "select 1 as one")).toEqual([{ one: 1 }]);
  });
});

describe("a folder that cannot be used", () => {
  it("of another major version is refused, by its name and by its contents", async () => {
    const older = path.join(home, "older");
    mkdirSync(path.join(older, "postgres-17"), { recursive: true });
    await expect(openHere(older)).rejects.toThrow(/postgres-17 was written by PostgreSQL 17.*carries 18/);

    const newer = path.join(home, "newer");
    mkdirSync(path.join(newer, "postgres-18"), { recursive: true });
    writeFileSync(path.join(newer, "postgres-18/PG_VERSION"), "19\n");
    await expect(openHere(newer)).rejects.toThrow(/was written by PostgreSQL 19/);
  });

  it("is named when it cannot be written", async () => {
    const file = path.join(home, "a-file");
    writeFileSync(file, "");
    await expect(openHere(path.join(file, "data"))).rejects.toThrow(
      new RegExp(`^The data folder ${file}/data cannot be used: .*ENOTDIR`),
    );
  });

  it("without its password says so, and nothing is overwritten", async () => {
    await (await openHere()).close();
    open.length = 0;
    const copy = path.join(home, "copy");
    cpSync(folder, copy, { recursive: true });
    rmSync(path.join(copy, "postgres-18/silica.password"));
    await expect(openHere(copy)).rejects.toThrow(/silica\.password is missing/);
    expect(existsSync(path.join(copy, "postgres-18/PG_VERSION"))).toBe(true);
  });

  it("with a setting that PostgreSQL refuses shows its words at once", async () => {
    await expect(openHere(folder, { settings: { max_connections: "many" } })).rejects.toThrow(
      /PostgreSQL did not start: .*max_connections/,
    );
  });
});

async function launch(): Promise<{ process: ChildProcess; url: string }> {
  const script = path.join(root, "tests/support/embedded-launcher.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script, folder], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(child.stdout!, "data")) as [Buffer];
  return { process: child, url: line.toString().trim() };
}
