import { describe, expect, it } from "vitest";
import { databaseFailure } from "@/lib/db/errors";
import { named } from "@/lib/db/sql";

/** As Prisma 7 with its pg adapter throws them (observed on 2026-11-23). */
const known = (code: string, cause?: object) =>
  Object.assign(new Error("…"), { code, meta: cause && { driverAdapterError: { cause } } });

const coded = (code: string) => Object.assign(new Error("…"), { code });

describe("databaseFailure", () => {
  it.each([
    ["a refused connection", known("P1001", { kind: "DatabaseNotReachable" })],
    ["a refused connection in raw SQL", known("P2010", { kind: "DatabaseNotReachable" })],
    ["a server shutting down", known("P2010", { originalCode: "57P01", kind: "postgres" })],
    ["too many connections", known("P2039", { originalCode: "53300", kind: "TooManyConnections" })],
    ["a lock held for long", known("P2010", { originalCode: "55P03", kind: "postgres" })],
    ["a transaction that cannot begin", known("P2028")],
    ["conflicts without end", known("P2034")],
    ["a cut connection", new Error("Connection terminated unexpectedly")],
    ["a connection that does not come", new Error("Connection terminated due to connection timeout")],
    ["a refused connection of the driver's", named(coded("ECONNREFUSED"))],
    ["a connection that the driver lost", named(coded("ECONNRESET"))],
    ["a server shutting down under the driver", named(coded("57P01"))],
    ["a lock held for long under the driver", named(coded("55P03"))],
    ["a full pool", new Error("timeout exceeded when trying to connect")],
  ])("calls %s away", (_, error) => {
    expect(databaseFailure(error)).toMatchObject({ code: "unavailable", details: { reason: "database" } });
  });

  it("calls a value that the driver's statement was refused for the request's fault", () => {
    expect(databaseFailure(named(coded("22P02")))?.code).toBe("invalid_input");
  });

  it("does not take anybody's socket for the database's, nor a fault of ours", () => {
    expect(databaseFailure(coded("ECONNRESET"))).toBeUndefined();
    expect(databaseFailure(named(coded("ERR_INVALID_ARG_TYPE")))).toBeUndefined();
    expect(databaseFailure(named(coded("42601")))).toBeUndefined();
  });

  it.each(["22021", "22P05", "22008", "22003", "22P02"])(
    "calls a value refused with %s the request's fault",
    (state) => {
      expect(databaseFailure(known("P2010", { originalCode: state }))?.code).toBe("invalid_input");
    },
  );

  it.each([known("P2002", { originalCode: "23505" }), known("P2010", { originalCode: "42601" }), new Error("x"), "x"])(
    "leaves other failures alone",
    (error) => expect(databaseFailure(error)).toBeUndefined(),
  );
});
