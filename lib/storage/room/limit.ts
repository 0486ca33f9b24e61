import { Prisma } from "@/lib/db";
import { env } from "@/lib/env";

/** What counts for a person: their own limit, or the installation's; null is none. An alias `a` for storage_allowances. */
export const limitInForce = () =>
  Prisma.sql`(case when a.own_limit then a.limit_bytes else ${installationLimit()}::bigint end)`;

/** The limit of everybody without one of their own, in bytes; null is none. */
export function installationLimit(): number | null {
  return env().STORAGE_QUOTA_BYTES || null;
}
