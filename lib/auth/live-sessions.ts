import { Prisma, database } from "@/lib/db";

/**
 * Which of these sessions still let somebody in: not ended, not over, of people who may be here. For answers that last
 * longer than the request that was let in.
 */
export async function findLiveSessions(ids: readonly string[]): Promise<Set<string>> {
  const rows = await database().$queryRaw<{ id: string }[]>(Prisma.sql`
    select s.id from sessions s join users u on u.id = s.user_id
    where s.id = any(${[...ids]}::text[]) and s.ended_at is null and s.expires_at > clock_timestamp() and u.disabled_at is null`);
  return new Set(rows.map(({ id }) => id));
}
