import type { z } from "zod";
import type { Context } from "@/lib/db";

/** Work that must happen even if the process that asked for it dies. Handlers take the truth from rows and may run twice. */
export interface JobDefinition<Payload = unknown> {
  name: string;
  payload: z.ZodType<Payload>;
  /** attempts in all before the job is set aside as failed; 5 unless given */
  attempts?: number;
  handle: (ctx: Context, payload: Payload) => Promise<void>;
}

/** Declares a job. `lib/worker` lists every one. */
export function defineJob<Payload>(definition: JobDefinition<Payload>): JobDefinition<Payload> {
  return definition;
}
