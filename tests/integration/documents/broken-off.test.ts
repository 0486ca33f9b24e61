import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { database, systemContext } from "@/lib/db";
import { drainDocuments, findDocument, readDocument, sweepDocuments } from "@/lib/documents";
import { readings } from "@/lib/documents/readings";
import { makePdf, makePdfBomb } from "@/tests/support/documents/pdf";
import { login, type Login } from "@/tests/support/login";
import { keep, rowOf } from "./support";

/** Read before anything asks for the environment. */
process.env.JOB_LEASE_MS = "900";

let person: Login;
beforeAll(async () => {
  person = await login();
});

const pdf = makePdf([[{ text: "Hello", y: 700 }]]);
/** Takes seconds. */
const slow = makePdfBomb(2_000);

describe("a reading whose server has died", () => {
  it("is taken up by a sweep when its lease has run out, not before", async () => {
    const assetId = await keep(person, "a.pdf", pdf);
    await database().$executeRaw`
      insert into documents (asset_id, lease_id, lease_until, attempts)
      values (${assetId}, 'a dead process', clock_timestamp() + interval '1 hour', 1)`;
    expect(await sweepDocuments(systemContext())).toBe(0);
    expect(await readDocument(person.ctx, { assetId }, { waitMs: 0 })).toMatchObject({ state: "reading" });
    await database()
      .$executeRaw`update documents set lease_until = clock_timestamp() - interval '1 second' where asset_id = ${assetId}`;
    expect(await sweepDocuments(systemContext())).toBe(1);
    await readings().get(assetId)?.ended;
    expect(await findDocument(person.ctx, assetId)).toMatchObject({ state: "ready", pageCount: 1 });
  });

  it("is given up when it keeps breaking off", async () => {
    const assetId = await keep(person, "a.pdf", pdf);
    await database().$executeRaw`insert into documents (asset_id, attempts) values (${assetId}, 3)`;
    await sweepDocuments(systemContext());
    expect(await findDocument(person.ctx, assetId)).toMatchObject({ state: "failed", reason: "damaged" });
  });

  it("writes nothing once another process has it", async () => {
    const assetId = await keep(person, "slow.pdf", slow);
    await readDocument(person.ctx, { assetId }, { waitMs: 0 });
    await database().$executeRaw`update documents set lease_id = 'another process' where asset_id = ${assetId}`;
    await readings().get(assetId)?.ended;
    expect(await rowOf(assetId)).toMatchObject({ state: "reading", leaseId: "another process" });
  });
});

describe("a reading when the server stops", () => {
  it("ends at once and is free for the next process", async () => {
    const assetId = await keep(person, "slow.pdf", slow);
    await readDocument(person.ctx, { assetId }, { waitMs: 0 });
    await vi.waitFor(() => expect(readers()).toHaveLength(1), { timeout: 5_000, interval: 20 });
    const started = performance.now();
    await drainDocuments();
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(readings().size).toBe(0);
    expect(await rowOf(assetId)).toMatchObject({ state: "reading", leaseId: null, attempts: 0 });
    await vi.waitFor(() => expect(readers()).toEqual([]), { timeout: 5_000, interval: 20 });
  });
});

/** Processes of this one that read documents, as Linux lists them. */
function readers(): string[] {
  return readdirSync("/proc").filter((id) => {
    if (!/^\d+$/.test(id)) return false;
    try {
      const parent = /^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${id}/status`, "utf8"))?.[1];
      return parent === String(process.pid) && readFileSync(`/proc/${id}/cmdline`, "utf8").includes("document-reader");
    } catch {
      return false;
    }
  });
}
