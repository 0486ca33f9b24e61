import { env } from "@/lib/env";
import { database, subscribe, type Context, type Db } from "@/lib/db";
import { toModel, type CatalogueModel } from "./to-model";

/** Heard by every process when models, prices or visibility change. */
export const MODELS_CHANNEL = "models";

/** A signal may be lost, so a snapshot is replaced before it is older than this. */
const MAX_AGE_MS = 30_000;
/** From this age on it is replaced beside the work, so that nobody waits. */
const REFRESH_AGE_MS = 15_000;

type Catalogue = ReadonlyMap<string, CatalogueModel>;

interface Cache {
  snapshot?: { models: Catalogue; takenAt: number };
  /** grows with each signal: a snapshot begun before it is not kept */
  version: number;
  refreshing?: Promise<unknown>;
  listening?: Promise<unknown>;
}

// On the global object because the framework may load this module more than once in a process.
const shared = globalThis as typeof globalThis & { silicaCatalogue?: Cache };
const cache = (): Cache => (shared.silicaCatalogue ??= { version: 0 });

/**
 * Every model with its rates, from the memory of this process: no query while the snapshot is fresh.
 * A change is seen at once where it was made or heard of, and after 30 s in the worst case.
 */
export async function catalogue(ctx: Context): Promise<Catalogue> {
  const state = cache();
  listen(state);
  const age = state.snapshot ? performance.now() - state.snapshot.takenAt : Infinity;
  if (state.snapshot && age < MAX_AGE_MS) {
    if (age > REFRESH_AGE_MS) state.refreshing ??= refresh(state);
    return state.snapshot.models;
  }
  // On the caller's own connection: waiting for another one while holding this could starve the pool.
  return load(state, ctx.db);
}

/** Forgets the snapshot of this process; others are told through `publish(MODELS_CHANNEL, …)`. */
export function forgetCatalogue(): void {
  const state = cache();
  state.version++;
  state.snapshot = undefined;
}

async function refresh(state: Cache): Promise<void> {
  await load(state, database()).catch(() => {});
  state.refreshing = undefined;
}

async function load(state: Cache, db: Db): Promise<Catalogue> {
  const { version } = state;
  const takenAt = performance.now();
  const rows = await db.model.findMany({
    where: {},
    include: {
      prices: { where: { currency: env().CURRENCY }, orderBy: [{ effectiveFrom: "desc" }, { id: "desc" }] },
    },
    orderBy: { id: "asc" },
  });
  const models = new Map(rows.map((row) => [row.id, toModel(row)]));
  if (version === state.version) state.snapshot = { models, takenAt };
  return models;
}

function listen(state: Cache): void {
  state.listening ??= subscribe(MODELS_CHANNEL, forgetCatalogue).catch(() => {
    state.listening = undefined;
  });
}
