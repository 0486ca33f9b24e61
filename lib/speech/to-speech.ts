import { isOver, type Creation, type CreationCall } from "@/lib/creations/schema";
import type { SpeechFormat } from "./model";
import type { Speech, SpeechPart } from "./speech";

interface SpeechRow {
  text: string;
  format: string;
  joinedAt: Date | null;
  parts: PartRow[];
}

interface PartRow {
  position: number;
  text: string;
  bytes: number;
  callId: string;
  key: string | null;
  durationMs: number | null;
  cut: boolean;
}

/**
 * A speech as its person sees it.
 * @param places the part that each call speaks
 */
export function toSpeech(row: SpeechRow, creation: Creation, places: ReadonlyMap<string, number>): Speech {
  const asset = creation.calls[0]?.outputs[0]?.asset ?? null;
  const parts = row.parts.map((part) => {
    const calls = creation.calls.filter(({ id }) => places.get(id) === part.position);
    // A speech of one part lasts as long as its file.
    return toPart(part, calls, row.parts.length === 1 ? (asset?.durationMs ?? null) : null);
  });
  const underWay = creation.calls.some(({ state }) => !isOver(state));
  const live = row.joinedAt === null && (underWay || row.parts.some(({ key }) => key !== null));
  return { creation, text: row.text, format: row.format as SpeechFormat, parts, asset, live };
}

function toPart(part: PartRow, calls: readonly CreationCall[], wholeMs: number | null): SpeechPart {
  const { position, text, bytes, callId, cut, durationMs } = part;
  const { state, failure } = calls.find(({ id }) => id === callId)!;
  const cost = calls.reduce((sum, { costNanos }) => sum + BigInt(costNanos), 0n);
  return {
    ...{ position, text, bytes, state, cut, failure, costNanos: String(cost) },
    durationMs: durationMs ?? wholeMs,
    repeatable: isOver(state) && state !== "done",
  };
}
