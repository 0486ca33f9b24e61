import { createHash } from "node:crypto";
import type { JsonObject } from "@/lib/models/schema";
import { database, systemContext } from "@/lib/db";
import { checkBooks } from "@/lib/metering";
import type { LedgerEntry } from "@/lib/simulator/ledger";
import type { Login } from "../support/login";
import type { Wish } from "./load";
import { callName, type PaidRequest } from "./provider";

export interface Verdict {
  /** for people */
  facts: Record<string, string | number>;
  /** what must not be; empty where everything held */
  faults: string[];
}

interface Evidence {
  wishes: readonly Wish[];
  requests: readonly PaidRequest[];
  entries: readonly LedgerEntry[];
  serverUrl: string;
}

/** Holds what the person, our books and the provider's say against each other. */
export async function check({ wishes, requests, entries, serverUrl }: Evidence): Promise<Verdict> {
  const faults: string[] = [];
  const fault = (holds: boolean, words: string) => void (holds || faults.push(words));
  const creations = await database().creation.findMany({
    include: { calls: { include: { outputs: { include: { asset: true } } } } },
  });
  const calls = creations.flatMap((creation) => creation.calls);
  const outputs = calls.flatMap((call) => call.outputs);
  const ours = await database().ledgerEntry.findMany();
  const entryOf = new Map(ours.map((entry) => [entry.chargeId, entry]));
  const inState = (state: string) => calls.filter((call) => call.state === state);
  const nameOf = (call: (typeof calls)[number]) => callName(call.body as JsonObject);

  fault(new Set(creations.map(({ requestKey }) => requestKey)).size === wishes.length, "wishes without a creation");
  fault(creations.length === wishes.length, "more creations than wishes");
  for (const call of calls) {
    const isOver = ["done", "unknown"].includes(call.state);
    fault(isOver, `call ${call.id} is ${call.state}: ${JSON.stringify(call.failure)}`);
    const whole = call.outputs.length > 0 && call.outputs.every(({ state, asset }) => state === "done" && asset);
    fault(call.state !== "done" || whole, `call ${call.id} is done without its results`);
  }

  const times = new Map<string, number>();
  for (const { call, status } of requests) if (status !== 429) times.set(call, (times.get(call) ?? 0) + 1);
  for (const [call, count] of times) fault(count === 1, `sent ${count} times: ${call}`);

  const callOfTrace = new Map(requests.map(({ traceId, call }) => [traceId, call]));
  const byName = new Map(calls.map((call) => [nameOf(call), call]));
  fault(byName.size === calls.length, "two calls look alike");
  let doubted = 0n;
  for (const { traceId, costNanos } of entries) {
    const call = byName.get(callOfTrace.get(traceId) ?? "");
    fault(call !== undefined, `the provider made what nobody asked for: ${traceId}`);
    const entry = call && entryOf.get(call.chargeId);
    fault(entry !== undefined, `the provider is owed for a call that our ledger lacks: ${traceId}`);
    if (call?.state === "unknown") doubted += BigInt(costNanos);
    else fault(entry?.costNanos === BigInt(costNanos) && entry.traceId === traceId, `costs differ: ${traceId}`);
  }
  const known = ours.filter(({ outcome }) => outcome !== "unknown");
  const billed = new Set(entries.map(({ traceId }) => traceId));
  for (const { traceId, chargeId } of known) fault(billed.has(traceId ?? ""), `charged for nothing: ${chargeId}`);
  fault(ours.length === calls.length && entryOf.size === calls.length, "ledger entries are not one a call");

  const [open, held, turns, jobs] = await Promise.all([
    database().charge.count({ where: { state: "open" } }),
    database().allowance.count({ where: { heldNanos: { not: 0 } } }),
    database().turn.count(),
    database().job.count({ where: { name: { not: "sync-models" } } }),
  ]);
  fault(open + held + turns + jobs === 0, `left over: ${open} charges, ${held} holds, ${turns} turns, ${jobs} jobs`);
  fault((await checkBooks(systemContext())).length === 0, "our books disagree with themselves");

  const people = new Map(wishes.map(({ person }) => [person.userId, person]));
  let compared = 0;
  for (const { asset, url } of outputs) {
    if (!asset) continue;
    const served = await digestOf(`${serverUrl}/api/assets/${asset.id}`, people.get(asset.userId));
    fault(served === (await digestOf(url)), `other bytes than the provider's: ${asset.id}`);
    compared++;
  }

  const sum = (list: readonly { costNanos: bigint }[]) => list.reduce((total, { costNanos }) => total + costNanos, 0n);
  const money = (nanos: bigint) => (Number(nanos) / 1e9).toFixed(2);
  const unknown = ours.filter(({ outcome }) => outcome === "unknown");
  const all = entries.reduce((total, { costNanos }) => total + BigInt(costNanos), 0n);
  return {
    facts: {
      jobs: `${creations.length} of ${wishes.length}`,
      calls: calls.length,
      "calls refused for a limit, which waited again": requests.filter(({ status }) => status === 429).length,
      "calls done": inState("done").length,
      "calls unknown": inState("unknown").length,
      "calls failed": inState("failed").length,
      "results saved, equal to the provider's bytes": compared,
      "ledger of known calls, provider's for the same": `${money(sum(known))}, ${money(all - doubted)}`,
      "ledger of unknown calls (estimate), provider's for the same": `${money(sum(unknown))}, ${money(doubted)}`,
    },
    faults,
  };
}

async function digestOf(url: string, person?: Login): Promise<string> {
  const answer = await fetch(url, person ? { headers: { cookie: person.cookie } } : {});
  const hash = createHash("sha256").update(Buffer.from(await answer.arrayBuffer()));
  return `${answer.status} ${hash.digest("hex")}`;
}
