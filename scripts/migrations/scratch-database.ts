import { randomBytes } from "node:crypto";
import pg from "pg";

/** Runs `work` on an empty database beside the one given, and drops it afterwards. */
export async function onScratchDatabase<Result>(
  serverUrl: string,
  work: (url: string) => Promise<Result>,
): Promise<Result> {
  const name = `silica_scratch_${randomBytes(6).toString("hex")}`;
  const scratch = new URL(serverUrl);
  scratch.pathname = `/${name}`;
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(`create database ${name}`);
    try {
      return await work(scratch.href);
    } finally {
      await client.query(`drop database ${name} with (force)`);
    }
  } finally {
    await client.end();
  }
}
