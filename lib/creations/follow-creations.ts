import { watchSession } from "@/lib/auth";
import type { Context } from "@/lib/db";
import { listenFor } from "./listeners";
import { requirePerson } from "./person";

const HEARTBEAT_MS = 15_000;
/** A reader that takes nothing for so long has gone. */
const STALL_MS = 60_000;

const headers = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "private, no-store, no-transform",
  "x-accel-buffering": "no",
};

/**
 * Server-sent events that name the acting person's creations as something about them changes, in whatever process:
 * `data: {"id": …}`. What happened before, or while nobody listened, is for the reader to look up; it begins with an
 * event `open` for that. Of a slow reader's creations each is named once, however often it changed. Whoever is signed out
 * meanwhile is cut off.
 */
export async function followCreations(ctx: Context): Promise<Response> {
  const userId = requirePerson(ctx);
  const { actor } = ctx;
  const reader = new Reader();
  const stop = await listenFor(userId, (id) => reader.tell(id));
  reader.onEnd(stop);
  if (actor.type === "user") reader.onEnd(watchSession(actor.sessionId, () => reader.end()));
  if (ctx.signal?.aborted) reader.end();
  ctx.signal?.addEventListener("abort", () => reader.end(), { once: true });
  return new Response(reader.body, { headers });
}

/** Holds at most one line for each creation, and one heartbeat. */
class Reader {
  readonly body: ReadableStream<Uint8Array>;
  readonly #encoder = new TextEncoder();
  readonly #changed = new Set<string>();
  readonly #endings: (() => void)[] = [];
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  #takenAt = performance.now();
  #isOver = false;
  readonly #heartbeat = setInterval(() => this.#beat(), HEARTBEAT_MS).unref();

  constructor() {
    this.body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#controller = controller;
        this.#send("event: open\ndata: {}\n\n");
      },
      pull: () => {
        this.#takenAt = performance.now();
        this.#flush();
      },
      cancel: () => this.end(),
    });
  }

  tell(id: string): void {
    this.#changed.add(id);
    this.#flush();
  }

  onEnd(ending: () => void): void {
    if (this.#isOver) ending();
    else this.#endings.push(ending);
  }

  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearInterval(this.#heartbeat);
    for (const ending of this.#endings) ending();
    try {
      this.#controller?.close();
    } catch {
      // the reader went first
    }
  }

  #flush(): void {
    if (this.#isOver || this.#changed.size === 0 || !this.#mayWrite()) return;
    const lines = [...this.#changed].map((id) => `data: ${JSON.stringify({ id })}\n\n`);
    this.#changed.clear();
    this.#send(lines.join(""));
  }

  #beat(): void {
    if (this.#mayWrite()) this.#send(": still here\n\n");
    else if (performance.now() - this.#takenAt > STALL_MS) this.end();
  }

  #mayWrite(): boolean {
    return (this.#controller?.desiredSize ?? 0) > 0;
  }

  #send(text: string): void {
    this.#controller?.enqueue(this.#encoder.encode(text));
  }
}
