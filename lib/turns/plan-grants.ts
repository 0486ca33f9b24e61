import type { Limits } from "./limits";

/** A call that waits; times in milliseconds. */
export interface Candidate {
  key: string;
  userId: string;
  modelId: string;
  images: number;
  requestedAt: number;
  notBefore: number;
}

/** A call that was begun within the last minute. */
export interface Begun {
  userId: string;
  modelId: string;
  images: number;
  at: number;
}

export interface TurnState {
  now: number;
  waiting: readonly Candidate[];
  /** calls under way */
  running: readonly { userId: string; modelId: string }[];
  begun: readonly Begun[];
  /** ends of pauses by model, `*` for all; past ones as long as they are kept */
  pauses: ReadonlyMap<string, number>;
  limitsOf: (modelId: string) => Limits;
  perPerson: number;
  inAll: number;
}

export interface GrantPlan {
  /** in the order of the grants */
  keys: string[];
  /** when another call may begin by the passing of time alone */
  nextAt: number | undefined;
}

/** Stands for all models where a pause is kept. */
export const everyModel = "*";
export const windowMs = 60_000;
/** For so long after a pause one call at a time finds out whether what caused it is over. */
export const thawMs = 5_000;

/**
 * Whose turn it is: of those who may begin, the person with the fewest calls under way goes first, then the one with the
 * fewest begun in the last minute, then who has waited longest. So one person's forty never make another wait for all
 * forty. Pure.
 */
export function planGrants(state: TurnState): GrantPlan {
  const { now } = state;
  const begun = state.begun.filter(({ at }) => at > now - windowMs);
  let round: TurnState = { ...state, waiting: [...state.waiting], running: [...state.running], begun };
  const keys: string[] = [];
  for (;;) {
    const opensAt = openings(round);
    const [next] = round.waiting.filter((call) => opensAt(call) <= now).sort(fairOrder(round));
    if (!next) {
      const opening = Math.min(...round.waiting.map(opensAt));
      return { keys, nextAt: Number.isFinite(opening) ? opening : undefined };
    }
    keys.push(next.key);
    round = {
      ...round,
      waiting: round.waiting.filter((call) => call !== next),
      running: [...round.running, next],
      begun: [...round.begun, { ...next, at: now }],
    };
  }
}

function fairOrder({ running, begun }: TurnState): (one: Candidate, other: Candidate) => number {
  const runningOf = countBy(running);
  const begunOf = countBy(begun);
  const of = (counts: Map<string, number>, { userId }: Candidate) => counts.get(userId) ?? 0;
  return (one, other) =>
    of(runningOf, one) - of(runningOf, other) ||
    of(begunOf, one) - of(begunOf, other) ||
    one.requestedAt - other.requestedAt ||
    (one.key < other.key ? -1 : 1);
}

/** When a call may begin if nothing else happens; Infinity where that takes the end of another. */
function openings(state: TurnState): (call: Candidate) => number {
  const { now, running, perPerson, inAll } = state;
  const runningOf = countBy(running);
  const known = new Map<string, number>();
  return (call) => {
    if (running.length >= inAll || (runningOf.get(call.userId) ?? 0) >= perPerson) return Infinity;
    const kind = `${call.images} ${call.modelId}`;
    let opens = known.get(kind);
    if (opens === undefined) known.set(kind, (opens = Math.max(pauseEnd(call, state), windowOpens(call, state))));
    return Math.max(now, call.notBefore, opens);
  };
}

function pauseEnd({ modelId }: Candidate, { now, pauses, running, begun }: TurnState): number {
  const ends = [everyModel, modelId].map((scope) => {
    const until = pauses.get(scope);
    if (until === undefined || until + thawMs <= now) return now;
    if (until > now) return until;
    const inScope = (call: { modelId: string }) => scope === everyModel || call.modelId === scope;
    return running.some(inScope) || begun.some((call) => inScope(call) && call.at >= until) ? until + thawMs : now;
  });
  return Math.max(...ends);
}

/** When the model's minute has room. A call larger than the whole limit has a minute to itself. */
function windowOpens(call: Candidate, { now, begun, limitsOf }: TurnState): number {
  const limits = limitsOf(call.modelId);
  const ofModel = begun.filter(({ modelId }) => modelId === call.modelId).sort((one, other) => one.at - other.at);
  let images = ofModel.reduce((sum, one) => sum + one.images, 0);
  let requests = ofModel.length;
  let opens = now;
  for (const { at, images: freed } of ofModel) {
    const imagesFull = call.images > 0 && images > 0 && images + call.images > limits.images;
    if (!imagesFull && requests < limits.requests) break;
    images -= freed;
    requests -= 1;
    opens = at + windowMs;
  }
  return opens;
}

function countBy(calls: readonly { userId: string }[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { userId } of calls) counts.set(userId, (counts.get(userId) ?? 0) + 1);
  return counts;
}
