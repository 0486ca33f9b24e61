import { systemContext } from "@/lib/db";
import { env } from "@/lib/env";
import { applyEvent, replay } from "./answer";
import { readMessages } from "./branch";
import { EventLog } from "./event-log";
import { holding } from "./holding";
import type { Followable } from "./read-log";
import { withSiblings } from "./rows";
import type { GenerationEvent, MessagePart } from "./schema";

interface ChunkRow {
  sequence: number;
  events: GenerationEvent[];
}

const pollMs = 1_000;
/** Without readers for so many polls, it is left. */
const idlePolls = 30;

/**
 * A generation that another process makes, as far as it is saved: read chunk by chunk when that process says there is
 * one, and once a second in case it was not heard. Exists while it has readers.
 */
export class RemoteGeneration implements Followable {
  readonly log = new EventLog(env().CHAT_LOG_BYTES);
  parts: MessagePart[] = [];
  #begun = false;
  #looking: Promise<void> | undefined;
  #again = false;
  #timer: NodeJS.Timeout | undefined;
  #idlePolls = 0;
  #opened: Promise<void> | undefined;

  constructor(
    readonly id: string,
    readonly messageId: string,
    readonly conversationId: string,
  ) {}

  /** Reads what is saved by now and goes on reading. */
  open(): Promise<void> {
    return (this.#opened ??= this.#open());
  }

  async #open(): Promise<void> {
    await this.#read();
    if (this.log.ended) return;
    this.#timer = setInterval(() => this.#poll(), pollMs);
    this.#timer.unref();
  }

  /** There may be news. */
  look(): void {
    if (this.#looking) {
      this.#again = true;
      return;
    }
    this.#looking = this.#read()
      .catch(() => undefined) // asked again at the next poll
      .finally(() => {
        this.#looking = undefined;
        if (!this.#again) return;
        this.#again = false;
        this.look();
      });
  }

  close(): void {
    clearInterval(this.#timer);
    if (holding().remote.get(this.id) === this) holding().remote.delete(this.id);
  }

  #poll(): void {
    this.#idlePolls = this.log.readers === 0 ? this.#idlePolls + 1 : 0;
    if (this.#idlePolls > idlePolls) this.close();
    else this.look();
  }

  async #read(): Promise<void> {
    const ctx = systemContext();
    const [row] = await ctx.db.$queryRaw<{ streaming: boolean; before: MessagePart[]; chunks: ChunkRow[] | null }[]>`
      select g.state = 'streaming' as streaming, m.parts as before, (
        select json_agg(json_build_object('sequence', c.sequence, 'events', c.events) order by c.sequence)
        from generation_chunks c where c.generation_id = g.id and c.sequence > ${this.log.position}
      ) as chunks
      from generations g join messages m on m.id = g.message_id where g.id = ${this.id}`;
    if (this.log.ended) return;
    if (!row?.streaming) return this.#end();
    if (!this.#begun) {
      this.#begun = true;
      this.parts = replay(row.before, []);
    }
    for (const { sequence, events } of row.chunks ?? []) {
      events.forEach((event, index) => {
        applyEvent(this.parts, event);
        this.log.appendAt(index === events.length - 1 ? sequence : undefined, event);
      });
    }
  }

  async #end(): Promise<void> {
    const ctx = systemContext();
    const rows = await readMessages(ctx, this.conversationId, [this.messageId]);
    const [message] = await withSiblings(ctx, this.conversationId, rows);
    if (this.log.ended) return;
    if (message) this.log.appendAt(undefined, { type: "ended", message });
    this.log.end();
    this.close();
  }
}
