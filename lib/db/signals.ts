import pg from "pg";
import { env } from "@/lib/env";
import { database } from "./client";
import type { Sql } from "./sql";

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
export async function publish(channel: string, payload: string, db: Sql = database()): Promise<void> {
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
  try {
    const client = await connected(state);
    // Also where others listen already: theirs may still be on its way.
    await client.query(`listen ${pg.escapeIdentifier(channel)}`);
  } catch (error) {
    handlers.delete(handler);
    throw error;
  }
  return () => {
    handlers.delete(handler);
  };
}

function connected(state: Listener): Promise<pg.Client> {
  if (state.client) return state.client;
  const opening = open(state).catch((error: unknown) => {
    if (state.client === opening) state.client = undefined;
    throw error;
  });
  return (state.client = opening);
}

/** Opens a connection, and another one when this one is lost: one attempt a second, however often it is asked for. */
async function open(state: Listener): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: env().DATABASE_URL,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    application_name: "silica-signals",
  });
  client.on("notification", ({ channel, payload }) => {
    for (const handler of state.handlers.get(channel) ?? []) handler(payload ?? "");
  });
  client.on("error", () => {});
  try {
    await client.connect();
    for (const channel of state.handlers.keys()) await client.query(`listen ${pg.escapeIdentifier(channel)}`);
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
  const lost = () => {
    state.client = undefined;
    reconnect(state);
  };
  client.once("end", lost);
  return client;
}

function reconnect(state: Listener): void {
  setTimeout(() => void connected(state).catch(() => reconnect(state)), 1_000).unref();
}
