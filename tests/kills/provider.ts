import { setTimeout as delay } from "node:timers/promises";
import type { LedgerEntry } from "@/lib/simulator/ledger";

/** What the double was asked to make, by what tells one call from another. */
export interface PaidRequest {
  traceId: string;
  call: string;
  status: number | undefined;
}

interface LoggedRequest {
  id: number;
  traceId: string;
  status?: number;
  ending: string;
  body: { prompt?: string; seed?: number } | null;
}

/** A call of ours and a request of the double are the same when words and seed are. */
export const callName = (body: { prompt?: unknown; seed?: unknown }) => `${String(body.prompt)} #${String(body.seed)}`;

/** Reads the double's books, and its log again and again, since that forgets. */
export function watchProvider({ origin, apiKey }: { origin: string; apiKey: string }) {
  const requests = new Map<number, PaidRequest>();
  let stopped = false;

  async function read<Answer>(path: string): Promise<Answer> {
    const answer = await fetch(`${origin}${path}`, { headers: { "x-simulator-control": apiKey } });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    return (await answer.json()) as Answer;
  }

  async function look(): Promise<void> {
    for (const path of ["/images/generations", "/video/submit"]) {
      const log = await read<{ requests: LoggedRequest[] }>(`/control/requests?path=${path}&limit=1000`);
      for (const { id, traceId, status, body } of log.requests) {
        if (body) requests.set(id, { traceId, call: callName(body), status });
      }
    }
  }

  const watching = (async () => {
    while (!stopped) {
      await look();
      await delay(500);
    }
  })();

  return {
    /** every paid request there was, and what is owed for */
    async end(): Promise<{ requests: PaidRequest[]; entries: LedgerEntry[] }> {
      stopped = true;
      await watching;
      await look();
      const { entries } = await read<{ entries: LedgerEntry[] }>("/control/ledger");
      return { requests: [...requests.values()], entries };
    },
  };
}
