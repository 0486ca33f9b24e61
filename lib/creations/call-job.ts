import { z } from "zod";
import { defineJob, type Job } from "@/lib/jobs";

/** What every job that makes or follows a call is given. */
export const CallPayload = z.strictObject({ callId: z.string() });
export type CallPayload = z.infer<typeof CallPayload>;

/**
 * The job of a studio by the name that its calls remember, to be asked for once more. Studios stand above this module:
 * the queue runs what they have declared under the name.
 */
export function jobNamed(name: string): Job<CallPayload> {
  return defineJob({
    name,
    payload: CallPayload,
    handle: () => Promise.reject(new Error(`The job ${name} belongs to a studio.`)),
  });
}
