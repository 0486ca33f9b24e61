import {
  isOver,
  type Creation,
  type CreationCall,
  type CreationKind,
  type CreationOutput,
} from "@/lib/creations/schema";

/** One place in a creation's grid: a result, or what stands there until there is one. */
export interface Slot {
  key: string;
  call: CreationCall;
  /** undefined: the call has not made anything yet, or never will */
  output: CreationOutput | undefined;
  /** which of the creation's results it is, from 0 */
  index: number;
}

/**
 * The places of a creation. A call that makes several at once keeps as many places as it was asked for, so that nothing
 * moves when they arrive.
 */
export function slotsOf(creation: Creation, expectedPerCall: (call: CreationCall) => number = () => 1): Slot[] {
  const slots = creation.calls.flatMap((call): Omit<Slot, "index">[] => {
    if (call.outputs.length > 0) return call.outputs.map((output) => ({ key: output.id, call, output }));
    const places = isOver(call.state) ? 1 : Math.max(1, expectedPerCall(call));
    return Array.from({ length: places }, (_, index) => ({ key: `${call.id}-${index}`, call, output: undefined }));
  });
  return slots.map((slot, index) => ({ ...slot, index }));
}

/** What its state is called: a picture is made while its request is open, a clip is first sent and then waited for. */
export function stateName(call: Pick<CreationCall, "state">, kind: CreationKind) {
  return call.state === "submitting" && kind !== "video" ? "making" : call.state;
}

/** Since when it has been under way: from being sent, or from the click while it waits. */
export function runningSince(call: CreationCall): number {
  return Date.parse(call.submittedAt ?? call.createdAt);
}

/** The usual time is a guess until it is passed: then it says nothing any more. */
export function showsUsual(call: CreationCall, usualMs: number | null, elapsedMs: number): usualMs is number {
  return usualMs !== null && call.state !== "waiting" && call.state !== "saving" && elapsedMs < usualMs * 1.5;
}

export function waitingCalls(creation: Creation): CreationCall[] {
  return creation.calls.filter(({ state }) => state === "waiting");
}

/** The sum of what the creation costs or will cost. */
export function costOf(creation: Creation): { nanos: bigint; currency: string } | undefined {
  const currency = creation.calls[0]?.currency;
  if (currency === undefined) return undefined;
  return { nanos: creation.calls.reduce((sum, call) => sum + BigInt(call.costNanos), 0n), currency };
}
