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

/**
 * Lets Prisma's schema engine read a database. Only what a comparison needs: it neither changes anything nor opens
 * transactions.
 */
export function readingAdapter(databaseUrl: string): SqlMigrationAwareDriverAdapterFactory {
  const refuse = () => Promise.reject(new Error("Comparing changes nothing."));
  return { provider, adapterName, connect: () => connect(databaseUrl), connectToShadowDb: refuse };
}

async function connect(databaseUrl: string): Promise<SqlDriverAdapter> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
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
    startTransaction: () => Promise.reject(new Error("Comparing changes nothing.")),
    dispose: () => client.end(),
  };
}
