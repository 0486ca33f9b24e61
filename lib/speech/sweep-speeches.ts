import type { Context } from "@/lib/db";
import { env } from "@/lib/env";
import { enqueue } from "@/lib/jobs";
import { joinSpeech } from "./join-speech";
import { sweepSpool } from "./spool";

/** Joined in one sweep; the rest waits for the next. */
const BATCH = 100;

/**
 * Asks for the file of speeches that are over and have none: whose parts were cancelled, or failed where nobody could
 * ask. Parts that were kept so that others could be repeated go after as long as what is thrown away.
 * @returns how many files were asked for
 */
export async function sweepSpeeches(ctx: Context): Promise<number> {
  const ended = await ctx.db.$queryRaw<{ id: string }[]>`
    select s.creation_id as id from speeches s
    where s.joined_at is null
      and not exists (select from creation_calls c where c.creation_id = s.creation_id
        and c.state in ('waiting', 'submitting', 'submitted', 'running', 'saving'))
      and not exists (select from jobs j where j.name = ${joinSpeech.name} and j.key = s.creation_id and j.failed_at is null)
    limit ${BATCH}`;
  for (const { id } of ended) await enqueue(ctx, joinSpeech, { creationId: id }, { key: id });
  await ctx.db.$executeRaw`
    update speech_parts p set key = null from speeches s
    where s.creation_id = p.creation_id and p.key is not null
      and s.joined_at < clock_timestamp() - ${`${env().TRASH_DAYS} days`}::interval`;
  await sweepSpool();
  return ended.length;
}
