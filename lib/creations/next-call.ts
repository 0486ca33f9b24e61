import type { Context } from "@/lib/db";
import { requestTurn } from "@/lib/turns";
import { jobNamed } from "./call-job";
import type { CallRow } from "./calls";
import { oneByOne } from "./schema";

/** Asks for the turn of the call that comes after one that is over, where calls are made one after the other. */
export async function askNext(tx: Context, { kind, creationId, userId, modelId }: CallRow): Promise<void> {
  if (!oneByOne.has(kind)) return;
  const [next] = await tx.db.$queryRaw<{ id: string; job: string }[]>`
    select c.id, c.job from creation_calls c
    where c.creation_id = ${creationId} and c.state = 'waiting' and not exists (
      select from creation_calls e where e.creation_id = c.creation_id and e.id <> c.id
        and (e.state in ('submitting', 'submitted', 'running') or (e.state = 'waiting' and e.position < c.position)))
    order by c.position limit 1`;
  if (!next) return;
  const { id, job } = next;
  await requestTurn(tx, { key: id, modelId, userId, images: 0, job: jobNamed(job), payload: { callId: id } });
}
