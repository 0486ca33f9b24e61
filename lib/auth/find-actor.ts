import type { Locale, Role, Theme, UserActor } from "@/lib/core";
import { Prisma, database } from "@/lib/db";
import { cookieName, readCookies } from "./cookies";
import { digestOf } from "./secrets";
import { readToken } from "./session-token";

interface Row {
  userId: string;
  role: Role;
  email: string;
  name: string;
  locale: Locale | null;
  theme: Theme | null;
  stale: boolean;
}

/**
 * The signed-in person a request's cookie stands for; undefined for everyone else. Read from the rows at every call
 * and never kept, so that an ended session or a disabled person is out at once, on every process.
 */
export async function findActor(headers: Headers): Promise<UserActor | undefined> {
  const token = await readToken(readCookies(headers)[cookieName("session")]);
  if (!token) return undefined;
  const [row] = await database().$queryRaw<Row[]>(Prisma.sql`
    select u.id as "userId", u.role::text as role, u.email, u.name, u.locale, u.theme,
           s.last_seen_at < clock_timestamp() - interval '1 minute' as stale
    from sessions s join users u on u.id = s.user_id
    where s.id = ${token.sessionId} and s.secret_digest = ${digestOf(token.secret)}
      and s.ended_at is null and s.expires_at > clock_timestamp() and u.disabled_at is null`);
  if (!row) return undefined;
  const { stale, ...person } = row;
  if (stale) noteSeen(token.sessionId);
  return { type: "user", sessionId: token.sessionId, ...person };
}

/** Not waited for: a request does not wait for it, and the next one tries again. */
function noteSeen(sessionId: string): void {
  void database().$executeRaw`
    update sessions set last_seen_at = clock_timestamp()
    where id = ${sessionId} and last_seen_at < clock_timestamp() - interval '1 minute'`.catch(() => {});
}
