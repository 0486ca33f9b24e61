import type { z } from "zod";
import type { Context } from "@/lib/db";

/** What a handler knows of its own run. `signal` ends when the lease is lost or the process stops. */
export interface JobContext extends Context {
  signal: AbortSignal;
  job: {
    id: string;
    /** names the holder; see `whileHolding` */
    leaseId: string;
    /** from 1; runs that were postponed, or lost with their process, do not count */
    attempt: number;
    /** there is none after this one: what cannot be done now has failed */
    last: boolean;
    deadline: Date | null;
  };
}

/**
 * Jobs of a lane share as many places as JOB_CONCURRENCY says, and hold up those of no other: `calls` wait for the
 * provider, `captures` for bytes; everything else is `quick`.
 */
export const lanes = ["quick", "calls", "captures"] as const;
export type Lane = (typeof lanes)[number];

interface JobDefinition<Payload> {
  name: string;
  payload: z.ZodType<Payload>;
  /** attempts in all before the job is set aside as failed, 5 unless given; with a deadline that alone decides */
  attempts?: number;
  /** `quick` unless given */
  lane?: Lane;
  /** Takes the truth from rows and may run twice; every write of it goes through `whileHolding`. */
  handle: (ctx: JobContext, payload: Payload) => Promise<void>;
  /** Told after the last attempt, before the job is set aside. May run twice. */
  giveUp?: (ctx: JobContext, payload: Payload, error: unknown) => Promise<void>;
}

/** What the queue needs of a job, whatever its payload. */
export interface RunnableJob {
  name: string;
  attempts: number;
  lane: Lane;
  /** checks the stored payload and handles it */
  run: (ctx: JobContext, payload: unknown) => Promise<void>;
  giveUp: (ctx: JobContext, payload: unknown, error: unknown) => Promise<void>;
}

/** Work that must happen even if the process that asked for it dies. */
export interface Job<Payload> extends RunnableJob {
  payload: z.ZodType<Payload>;
}

/** Declares a job. `lib/worker` lists every one. */
export function defineJob<Payload>(definition: JobDefinition<Payload>): Job<Payload> {
  const { name, payload, attempts = 5, lane = "quick", handle, giveUp } = definition;
  return {
    name,
    payload,
    attempts,
    lane,
    run: async (ctx, stored) => handle(ctx, payload.parse(stored)),
    giveUp: async (ctx, stored, error) => giveUp?.(ctx, payload.parse(stored), error),
  };
}
