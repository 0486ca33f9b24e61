import type { z } from "zod";
import type { Context } from "@/lib/db";

interface JobDefinition<Payload> {
  name: string;
  payload: z.ZodType<Payload>;
  /** attempts in all before the job is set aside as failed; 5 unless given */
  attempts?: number;
  handle: (ctx: Context, payload: Payload) => Promise<void>;
}

/** What the queue needs of a job, whatever its payload. */
export interface RunnableJob {
  name: string;
  attempts: number;
  /** checks the stored payload and handles it */
  run: (ctx: Context, payload: unknown) => Promise<void>;
}

/** Work that must happen even if the process that asked for it dies. */
export interface Job<Payload> extends RunnableJob {
  payload: z.ZodType<Payload>;
}

/** Declares a job. Handlers take the truth from rows and may run twice. `lib/worker` lists every one. */
export function defineJob<Payload>({ name, payload, attempts = 5, handle }: JobDefinition<Payload>): Job<Payload> {
  return { name, payload, attempts, run: async (ctx, stored) => handle(ctx, payload.parse(stored)) };
}
