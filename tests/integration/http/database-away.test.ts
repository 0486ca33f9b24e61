import { describe, expect, it } from "vitest";
import * as ready from "@/app/api/health/ready/route";
import * as settings from "@/app/api/settings/route";
import { database, inTransaction, systemContext } from "@/lib/db";
import { call, errorOf } from "../../support/call";
import { login } from "../../support/login";

const me = await login();
const readSettings = () => call(settings.GET, { method: "GET", headers: me.headers });

describe("a database that", () => {
  it("is locked for long becomes a clean 503, and is forgotten afterwards", async () => {
    let waited!: Promise<Response>;
    await inTransaction(systemContext(), async ({ db }) => {
      await db.$executeRaw`lock table users in access exclusive mode`;
      waited = readSettings();
      const response = await waited;
      expect([response.status, response.headers.get("retry-after")]).toEqual([503, "1"]);
      expect(await errorOf(response)).toMatchObject({ code: "unavailable", reason: "database" });
    });
    expect((await readSettings()).status).toBe(200);
  });

  it("ends connections becomes a clean 503, and the next request has a new one", async () => {
    const broken = database().$queryRaw`select pg_terminate_backend(pg_backend_pid())`;
    await expect(broken).rejects.toThrow();
    expect((await call(ready.GET, { method: "GET" })).status).toBe(200);
  });
});
