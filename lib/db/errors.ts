import { AppError } from "@/lib/core";

/** Prisma's codes for a database that cannot be reached, has no connection free, or did not finish in time. */
const awayCodes = /^(P10\d\d|P2024|P2028|P2034|P2037)$/;
const awayKinds = new Set(["DatabaseNotReachable", "ConnectionClosed", "TooManyConnections", "SocketTimeout"]);
/** The driver's own errors carry no code. */
const awayMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|Client (was closed|has encountered))/;
/** Lost connections, no resources, an operator's intervention, conflicts, waits for locks. @see PostgreSQL, appendix A */
const awayStates = /^(08|53|57|40|55P03)/;
/** Text that cannot be stored, days outside the calendar, numbers outside their column. */
const valueStates = /^22/;

/**
 * What a failure of the database means to a caller; undefined where it is a fault of ours. A value that the database
 * cannot hold came with the request: no code of ours makes one.
 */
export function databaseFailure(error: unknown): AppError | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  const { kind, originalCode: state = code } = causeOf(error);
  if (valueStates.test(state)) {
    return new AppError("invalid_input", "The request holds a value that cannot be stored.", { cause: error });
  }
  if (
    !awayCodes.test(code) &&
    !awayKinds.has(kind ?? "") &&
    !awayStates.test(state) &&
    !awayMessages.test(error.message) &&
    error.name !== "DatabaseConnectionError"
  )
    return undefined;
  return new AppError("unavailable", "The database does not answer right now. Try again in a moment.", {
    reason: "database",
    retryAfterMs: 1_000,
    cause: error,
  });
}

/** Where the driver's adapter keeps PostgreSQL's own code, which the driver itself has as its error's. */
function causeOf(error: Error): { kind?: string; originalCode?: string } {
  const meta = "meta" in error ? (error.meta as { driverAdapterError?: { cause?: object } } | undefined) : undefined;
  return meta?.driverAdapterError?.cause ?? (error.name === "DriverAdapterError" ? (error.cause as object) : {});
}
