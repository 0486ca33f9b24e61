import { subscribe } from "@/lib/db";
import { CHANNEL, readAnnouncement } from "./announce";

type Listener = (creationId: string) => void;

interface Listeners {
  byPerson: Map<string, Set<Listener>>;
  subscription: Promise<unknown> | undefined;
}

const shared = globalThis as typeof globalThis & { silicaCreationListeners?: Listeners };
const listeners = (): Listeners =>
  (shared.silicaCreationListeners ??= { byPerson: new Map(), subscription: undefined });

/**
 * Calls `listener` with the id of every creation of a person's that changes. The process listens once, for all.
 * @returns ends it
 */
export async function listenFor(userId: string, listener: Listener): Promise<() => void> {
  const state = listeners();
  const mine = state.byPerson.get(userId) ?? new Set();
  state.byPerson.set(userId, mine.add(listener));
  const stop = () => {
    mine.delete(listener);
    if (mine.size === 0 && state.byPerson.get(userId) === mine) state.byPerson.delete(userId);
  };
  try {
    await (state.subscription ??= subscribe(CHANNEL, hear));
    return stop;
  } catch (error) {
    state.subscription = undefined;
    stop();
    throw error;
  }
}

function hear(payload: string): void {
  const { userId, creationId } = readAnnouncement(payload);
  for (const listener of listeners().byPerson.get(userId) ?? []) listener(creationId);
}
