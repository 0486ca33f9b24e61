import type { JobContext } from "@/lib/jobs";

/** Calls by the run that has begun them. */
const begun = new WeakMap<JobContext["job"], Set<string>>();

/** Notes that this run is about to send a call: what becomes of it, it knows. */
export function noteBegun({ job }: JobContext, callId: string): void {
  begun.set(job, (begun.get(job) ?? new Set()).add(callId));
}

/** Whether it was this run that began a call. What another one had begun may have been made. */
export function isBegunBy({ job }: JobContext, callId: string): boolean {
  return begun.get(job)?.has(callId) ?? false;
}
