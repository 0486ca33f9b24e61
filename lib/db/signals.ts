import pg from "pg";
import { env } from "@/lib/env";
import { database, type Db } from "./client";

type Handler = (payload: string) => void;

/** One listening connection per process; handlers by channel. */
interface Listener {
  handlers: Map<string, Set<Handler>>;
  client: Promise<pg.Client> | undefined;
}

const shared = globalThis as typeof globalThis & { silicaSignals?: Listener };
const listener = (): Listener => (shared.silicaSignals ??= { handlers: new Map(), client: undefined });

/**
 * Tells every process that listens on `channel`. Inside a transaction it is heard after the commit.
 * @param payload an id, at most 7,999 bytes: listeners read the row for the rest
 */
export async function publish(channel: string, payload: string, db: Db = database()): Promise<void> {
  await db.$executeRaw`select pg_notify(${channel}, ${payload})`;
}

/**
 * Calls `handler` for every signal on `channel`, from this process or another. Signals may be missed while the
 * connection is down, so whoever depends on them also looks now and then.
 * @returns ends the subscription
 */
export async function subscribe(channel: string, handler: Handler): Promise<() => void> {
  const state = listener();
  const handlers = state.handlers.get(channel) ?? new Set();
  state.handlers.set(channel, handlers);
  handlers.add(handler);
  const client = await connected(state);
  if (handlers.size === 1) await client.query(`listen ${pg.escapeIdentifier(channel)}`);
  return () => {
    handlers.delete(handler);
  };
}

async function connected(state: Listener): Promise<pg.Client> {
  state.client ??= open(state).catch((error: unknown) => {
    state.client = undefined;
    throw error;
  });
  return state.client;
}

async function open(state: Listener): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: env().DATABASE_URL,
    keepAlive: true,
    application_name: "silica-signals",
  });
  client.on("notification", ({ channel, payload }) => {
    for (const handler of state.handlers.get(channel) ?? []) handler(payload ?? "");
  });
  const lost = () => {
    state.client = undefined;
    if (state.handlers.size) setTimeout(() => void connected(state).catch(lost), 1_000).unref();
  };
  client.on("error", () => {});
  client.on("end", lost);
  await client.connect();
  for (const channel of state.handlers.keys()) await client.query(`listen ${pg.escapeIdentifier(channel)}`);
  return client;
}
