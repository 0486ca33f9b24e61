import { z } from "zod";
import { migrate } from "@/lib/db/migrate";
import { LaunchError } from "./failure";
import { ManagedProcess } from "./managed-process";
import { inRoot } from "../root";

export async function applyMigrations(databaseUrl: string): Promise<string> {
  const applied = await migrate(databaseUrl, inRoot("prisma/migrations"));
  return applied.length ? `${applied.length} applied` : "up to date";
}

/** What the process of scripts/prepare.ts says when it is done. */
export const Prepared = z.object({
  setupLink: z.string().optional(),
  failure: z.string().optional(),
  /** in words for whoever started it, complete */
  refusal: z.string().optional(),
});
export type Prepared = z.infer<typeof Prepared>;

/** Tries the storage, brings the catalogue in and makes the first administrator's link, in a process that leaves its memory behind. */
export async function prepareData(variables: NodeJS.ProcessEnv): Promise<Prepared> {
  const child = new ManagedProcess([inRoot("dist/prepare.mjs")], variables);
  const prepared = await child.message().then(Prepared.parse, (error: Error): Prepared => ({ failure: error.message }));
  if (prepared.refusal) throw new LaunchError(prepared.refusal);
  if (prepared.failure) throw new LaunchError(`The catalogue could not be brought in: ${prepared.failure}`);
  return prepared;
}
