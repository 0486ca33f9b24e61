import type {
  SqlDriverAdapter,
  SqlMigrationAwareDriverAdapterFactory,
  SqlQuery,
  SqlResultSet,
} from "@prisma/driver-adapter-utils";
import pg from "pg";
import { columnTypeOf, parsers } from "./column-types";

const provider = "postgres";
const adapterName = "silica";

/** A database as Prisma's schema engine may read it, and the end of that. */
export interface ReadingAdapter {
  factory: SqlMigrationAwareDriverAdapterFactory;
  close(): Promise<void>;
}

/**
 * Lets Prisma's schema engine read a database. Only what a comparison needs: it neither changes anything nor opens
 * transactions. The engine does not give its connections back, so the caller closes them.
 */
export function readingAdapter(databaseUrl: string): ReadingAdapter {
  const clients: pg.Client[] = [];
  const connect = async () => {
    const client = new pg.Client({ connectionString: databaseUrl });
    client.on("error", () => {});
    clients.push(client);
    await client.connect();
    return adapterOf(client);
  };
  return {
    factory: { provider, adapterName, connect, connectToShadowDb: refuse },
    close: async () => void (await Promise.all(clients.map((client) => client.end()))),
  };
}

const refuse = () => Promise.reject(new Error("Comparing changes nothing."));

function adapterOf(client: pg.Client): SqlDriverAdapter {
  const queryRaw = async ({ sql, args }: SqlQuery): Promise<SqlResultSet> => {
    const { fields, rows } = await client.query<unknown[]>({
      text: sql,
      values: args,
      rowMode: "array",
      types: parsers,
    });
    return {
      columnNames: fields.map(({ name }) => name),
      columnTypes: fields.map(({ dataTypeID }) => columnTypeOf(dataTypeID)),
      rows,
    };
  };
  return {
    provider,
    adapterName,
    queryRaw,
    executeRaw: async ({ sql, args }) => (await client.query(sql, args)).rowCount ?? 0,
    executeScript: async (script) => void (await client.query(script)),
    startTransaction: refuse,
    dispose: async () => {},
  };
}
