import { z } from "zod";
import { database } from "@/lib/db";
import { defineJob, type JobContext } from "@/lib/jobs";

type Definition = Parameters<typeof defineJob<{ id: string }>>[0];
interface Handlers extends Partial<Pick<Definition, "attempts" | "lane" | "giveUp">> {
  handle?: (ctx: JobContext, id: string) => Promise<void>;
}

/** A job that notes which payloads it was run with. */
export function recorder(name: string, { handle, ...rest }: Handlers = {}) {
  const seen: string[] = [];
  const job = defineJob({
    name,
    payload: z.strictObject({ id: z.string() }),
    ...rest,
    handle: async (ctx, { id }) => {
      seen.push(id);
      await handle?.(ctx, id);
    },
  });
  return { job, seen };
}

/** A moment that a test decides on. */
export function gate() {
  let open: () => void = () => {};
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { open, passed };
}

export const rowOf = (name: string) => database().job.findFirstOrThrow({ where: { name } });

/** As if that time had passed. */
export const makeDue = (name: string) => database().job.updateMany({ where: { name }, data: { runAt: new Date(0) } });

/** Another process would find the lease of this one lapsed. */
export const lapse = (name: string) =>
  database().job.updateMany({ where: { name }, data: { leaseUntil: new Date(0) } });
