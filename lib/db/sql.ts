import pg from "pg";
import { Prisma } from "./generated/client";

/** Raw statements, as Prisma's client takes and types them; a transaction of Prisma's is one as well. */
export interface Sql {
  $queryRaw<Rows = unknown>(statement: TemplateStringsArray | Prisma.Sql, ...values: unknown[]): Promise<Rows>;
  /** @returns how many rows it touched */
  $executeRaw(statement: TemplateStringsArray | Prisma.Sql, ...values: unknown[]): Promise<number>;
}

/** What a pool and a connection of it do with a statement. */
export type Runner = (config: pg.QueryConfig) => Promise<pg.QueryResult>;

/**
 * Statements straight to the driver. Prisma's engine would take a multiple of the processor time for the same, and an
 * answer of the chat is a dozen of them.
 */
export function sqlOn(query: Runner): Sql {
  const run = async (statement: TemplateStringsArray | Prisma.Sql, values: unknown[]): Promise<pg.QueryResult> => {
    const sql = "raw" in statement ? Prisma.sql(statement, ...values) : statement;
    try {
      return await query({ text: sql.text, values: sql.values.map(toParameter), types });
    } catch (error) {
      throw named(error);
    }
  };
  return {
    $queryRaw: async <Rows>(statement: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) =>
      (await run(statement, values)).rows as Rows,
    $executeRaw: async (statement, ...values) => (await run(statement, values)).rowCount ?? 0,
  };
}

/** A failure of the connection's socket: what it says would fit anybody's, so it is named while we know whose it was. */
export class ConnectionError extends Error {
  override readonly name = "DatabaseConnectionError";
}

export function named(error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return /^E(?!RR_)[A-Z]/.test(code) ? new ConnectionError(`The connection failed: ${code}`, { cause: error }) : error;
}

/** The driver would write a time by this machine's zone, in which a day may be another one. */
function toParameter(value: unknown): unknown {
  return value instanceof Date ? value.toISOString() : value;
}

const { builtins } = pg.types;
const arrays = { text: 1009, bigint: 1016 };
const toTexts = pg.types.getTypeParser(arrays.text) as (text: string) => (string | null)[];

/** Where the driver's own types differ from Prisma's. */
const parsers: Record<number, (text: string) => unknown> = {
  [builtins.INT8]: BigInt,
  [arrays.bigint]: (text) => toTexts(text).map((value) => value && BigInt(value)),
  [builtins.NUMERIC]: (text) => new Prisma.Decimal(text),
  [builtins.DATE]: (text) => new Date(text),
  [builtins.TIMESTAMP]: (text) => new Date(`${text.replace(" ", "T")}Z`),
};

const types: pg.CustomTypesConfig = {
  getTypeParser: (type: number, format?: "text" | "binary") =>
    (format !== "binary" && parsers[type]) || pg.types.getTypeParser(type, format as "text"),
};
