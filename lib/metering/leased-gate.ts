import { AppError, newId } from "@/lib/core";
import { now, subscribe, systemContext, type Context } from "@/lib/db";
import { env } from "@/lib/env";
import { ownedBy } from "./access";
import { cancelCharge } from "./cancel-charge";
import * as store from "./lease-store";
import { prepareCharge, quotaExceeded, type OpenCharge, type OpenChargeInput } from "./open-charge";
import { periodOf } from "./period";
import { renewCharges } from "./renew-charges";
import { settleCharge, type Settlement, type SettleChargeInput } from "./settle-charge";

export interface LeasedGateOptions {
  /** how much is taken of an allowance at a time, at most */
  sliceNanos: bigint;
  /** how long a slice outlives a process that stopped renewing it */
  leaseMs?: number;
  /** a slice unused for this long goes back */
  idleMs?: number;
  /** admitted charges are written together after this time */
  flushMs?: number;
}

/** The verbs of a charge, admitting from slices that this process holds. `close` gives back what is left. */
export interface LeasedGate {
  openCharge(ctx: Context, input: OpenChargeInput): Promise<OpenCharge>;
  settleCharge(ctx: Context, input: SettleChargeInput): Promise<Settlement>;
  cancelCharge(ctx: Context, input: { chargeId: string }): Promise<void>;
  /** renews, writes and returns now what the timer would in its time */
  tend(): Promise<void>;
  close(): Promise<void>;
}

/** Heard by gates when a person's limit changes: slices taken under the old one go back. */
export const LIMITS_CHANNEL = "limits";

/** A slice as this process holds it: what the database counts as held, less what is admitted or spent from it. */
interface HeldSlice extends store.Slice {
  remaining: bigint;
  open: number;
  /** monotonic: not admitted from after this, a margin before others may sweep it */
  deadline: number;
  usedAt: number;
}

interface OpenEntry extends store.AdmittedCharge {
  slice: HeldSlice;
}

/**
 * A gate for callers that cannot wait for the database before every call. One conditional update takes a slice of a
 * person's allowance; calls are admitted from it in memory and their charges written together shortly after. Slices
 * shrink as the limit nears (a quarter of what is left), so that processes do not starve each other. A process that
 * dies loses nothing: its slices lapse, its written charges are swept. What it admitted within `flushMs` before its
 * death is not on record.
 */
export function leasedGate(options: LeasedGateOptions): LeasedGate {
  const { sliceNanos, leaseMs = 30_000, idleMs = 5_000, flushMs = 10 } = options;
  const holder = newId();
  const slices = new Map<string, HeldSlice>();
  const refills = new Map<string, Promise<void>>();
  const entries = new Map<string, OpenEntry>();
  const unwritten = new Set<OpenEntry>();
  const releasing = new Map<Promise<void>, string>();
  let writing: Promise<void> | undefined;
  let tending: Promise<void> | undefined;
  let flushTimer: NodeJS.Timeout | undefined;
  let renewedAt = performance.now();

  const deadlineFrom = (start: number) => start + leaseMs * 0.8;
  const usable = (slice: HeldSlice | undefined): slice is HeldSlice =>
    slice !== undefined && slice.deadline > performance.now() && slice.period === periodOf(now());
  const forget = (slice: HeldSlice) => {
    if (slices.get(slice.userId) === slice) slices.delete(slice.userId);
  };

  async function openCharge(ctx: Context, input: OpenChargeInput): Promise<OpenCharge> {
    const charge = await prepareCharge(ctx, input);
    const { userId } = input;
    for (;;) {
      const slice = slices.get(userId);
      if (usable(slice) && slice.remaining >= charge.holdNanos) {
        slice.remaining -= charge.holdNanos;
        slice.open++;
        slice.usedAt = performance.now();
        const entry = { input, charge, slice, openedAt: now() };
        entries.set(charge.id, entry);
        unwritten.add(entry);
        flushTimer ??= setTimeout(() => void flush().catch(() => {}), flushMs);
        return charge;
      }
      await refillOnce(userId, charge.holdNanos);
    }
  }

  /** One refill per person at a time; whoever waited looks again. */
  function refillOnce(userId: string, needed: bigint): Promise<void> {
    const running = refills.get(userId);
    if (running) return running.catch(() => {});
    const refill = refillSlice(userId, needed).finally(() => refills.delete(userId));
    refills.set(userId, refill);
    return refill;
  }

  async function refillSlice(userId: string, needed: bigint): Promise<void> {
    const ctx = systemContext();
    const start = performance.now();
    await released(userId);
    const held = slices.get(userId);
    if (held && held.period !== periodOf(now())) await release(held);
    const slice = slices.get(userId);
    const missing = slice ? needed - slice.remaining : needed;
    const period = periodOf(now());
    const room = await store.roomIn(ctx, userId, period);
    const share = room === null || room === undefined ? sliceNanos : room / 4n;
    const wanted = share < sliceNanos ? share : sliceNanos;
    // Enough is left where only the slice's time has run out: it is renewed as it is.
    const amounts = missing <= 0n ? [0n] : wanted > missing ? [wanted, missing] : [missing];
    for (const most of amounts) {
      if (slice && slices.get(userId) === slice) {
        const result = await store.growSlice(ctx, slice, most, leaseMs);
        if (result === "grown") {
          slice.remaining += most;
          slice.deadline = deadlineFrom(start);
          return;
        }
        if (result === "full") continue;
        forget(slice);
        return;
      }
      const taken = await store.takeSlice(ctx, { userId, period, holder, amount: most, leaseMs });
      if (taken) {
        const fresh = { ...taken, remaining: most, open: 0, deadline: deadlineFrom(start), usedAt: start };
        slices.set(userId, fresh);
        return;
      }
    }
    throw quotaExceeded();
  }

  /** Writes what was admitted. Calls share one write; a failure leaves the charges to the next. */
  async function flush(): Promise<void> {
    while (writing) await writing.catch(() => {});
    clearTimeout(flushTimer);
    flushTimer = undefined;
    if (!unwritten.size) return;
    writing = writeAll([...unwritten]).finally(() => (writing = undefined));
    try {
      await writing;
    } catch (error) {
      flushTimer ??= setTimeout(() => void flush().catch(() => {}), 1_000);
      throw error;
    }
  }

  async function writeAll(batch: OpenEntry[]): Promise<void> {
    for (const [slice, charges] of Map.groupBy(batch, (entry) => entry.slice)) {
      const alive = await store.writeAdmitted(systemContext(), slice, charges, env().CHARGE_LEASE_MS);
      if (!alive) forget(slice);
      for (const entry of charges) unwritten.delete(entry);
    }
  }

  function closeEntry(chargeId: string, costNanos: bigint): void {
    const entry = entries.get(chargeId);
    if (!entry) return;
    entries.delete(chargeId);
    const { slice, charge } = entry;
    slice.open--;
    slice.remaining += charge.holdNanos - costNanos;
    // The last call of a slice that is no longer admitted from: what is left goes back, at the latest with the sweep.
    if (slice.open === 0 && slices.get(slice.userId) !== slice) void release(slice).catch(() => {});
  }

  async function settle(ctx: Context, input: SettleChargeInput): Promise<Settlement> {
    const entry = entries.get(input.chargeId);
    if (entry && unwritten.has(entry)) await flush();
    const settlement = await settleCharge(ctx, input);
    closeEntry(input.chargeId, settlement.costNanos);
    return settlement;
  }

  async function cancel(ctx: Context, input: { chargeId: string }): Promise<void> {
    const entry = entries.get(input.chargeId);
    if (entry && (ownedBy(ctx).userId ?? entry.input.userId) !== entry.input.userId) {
      throw new AppError("not_found", "There is no such charge.");
    }
    if (entry && unwritten.has(entry) && writing) await writing.catch(() => {});
    if (entry && unwritten.delete(entry)) return closeEntry(input.chargeId, 0n);
    await cancelCharge(ctx, input);
    closeEntry(input.chargeId, 0n);
  }

  /** Gives back what is not admitted. A slice whose charges are all closed goes back whole. */
  function release(slice: HeldSlice): Promise<void> {
    const unused = slice.remaining > 0n ? slice.remaining : 0n;
    slice.remaining -= unused;
    forget(slice);
    const giving = store
      .returnToAllowance(systemContext(), slice, slice.open ? unused : "all")
      .finally(() => releasing.delete(giving));
    releasing.set(giving, slice.userId);
    return giving;
  }

  /** Returns under way would make room: whoever refills waits for them. */
  async function released(userId?: string): Promise<void> {
    const givings = [...releasing].filter(([, owner]) => userId === undefined || owner === userId);
    await Promise.allSettled(givings.map(([giving]) => giving));
  }

  /** One at a time: the next tick joins a slow one. */
  function tend(): Promise<void> {
    return (tending ??= tendSlices().finally(() => (tending = undefined)));
  }

  async function tendSlices(): Promise<void> {
    const start = performance.now();
    await flush();
    const busy = new Set([...entries.values()].map(({ slice }) => slice));
    for (const slice of slices.values()) {
      if (slice.open === 0 && start - slice.usedAt > idleMs) await release(slice);
      else busy.add(slice);
    }
    const alive = await store.renewSlices(
      systemContext(),
      [...busy].map(({ id }) => id),
      leaseMs,
    );
    for (const slice of busy) {
      if (alive.includes(slice.id)) slice.deadline = deadlineFrom(start);
      else forget(slice);
    }
    if (start - renewedAt > env().CHARGE_LEASE_MS / 3) {
      renewedAt = start;
      await renewCharges(systemContext(), [...entries.keys()]);
    }
  }

  const listening = subscribe(LIMITS_CHANNEL, (userId) => {
    const slice = slices.get(userId);
    if (slice) void release(slice).catch(() => {});
  }).catch(() => () => {});
  const timer = setInterval(() => void tend().catch(() => {}), Math.max(20, Math.min(leaseMs / 4, idleMs))).unref();

  async function close(): Promise<void> {
    clearInterval(timer);
    (await listening)();
    await tending?.catch(() => {});
    await flush();
    for (const slice of [...slices.values()]) void release(slice).catch(() => {});
    await released();
  }

  return { openCharge, settleCharge: settle, cancelCharge: cancel, tend, close };
}
