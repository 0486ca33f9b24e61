import { Readable } from "node:stream";
import { errorOf } from "./error-body";
import { failureInside, failureOfNetwork } from "./errors";
import type { Exchange, Head, Sink } from "./exchange";
import { SpeechRequest } from "./media-requests";
import { parseRequest } from "./parse";
import { Patience } from "./patience";
import { abortError } from "./settings";
import type { CallOptions, Transport } from "./transport";

/**
 * Sound as it arrives. The stream ends with an error when the provider's answer does not come whole, after everything
 * that did come.
 */
export interface SpeechAudio {
  audio: Readable;
  contentType: string;
  traceId: string | undefined;
}

const maxAudioBytes = 512 * 1_048_576;
/** What is held for a slow reader before the provider has to wait. */
const heldBytes = 65_536;

export function speechEndpoint(transport: Transport) {
  return {
    /** POST /audio/speech: resolves when the first bytes have come and are sound. Paid, so never sent twice in doubt. */
    create: async (body: SpeechRequest, options: CallOptions = {}): Promise<SpeechAudio> => {
      const checked = parseRequest(SpeechRequest, body);
      return transport.open<SpeechAudio>(
        {
          ...options,
          method: "POST",
          path: "/audio/speech",
          body: JSON.stringify(checked),
          accept: "*/*",
          model: checked.model,
          repeat: "once",
        },
        (exchange, head) =>
          new AudioSink(exchange, head, checked.response_format ?? "mp3", transport.settings.gapTimeoutMs),
      );
    },
  };
}

class AudioSink implements Sink {
  readonly #audio: Readable;
  readonly #gap: Patience;
  readonly #held: Buffer[] = [];
  #heldBytes = 0;
  #wanted = false;
  /** how it ended, told once everything held is read */
  #ending: { error?: Error } | undefined;
  #begun = false;
  #paused = false;
  #bytes = 0;
  #text: Buffer[] | undefined;

  constructor(
    private readonly exchange: Exchange<SpeechAudio>,
    private readonly head: Head,
    private readonly format: string,
    gapTimeoutMs: number,
  ) {
    this.#gap = new Patience(gapTimeoutMs, () => exchange.stop("timeout_gap"));
    this.#gap.start();
    this.#audio = new Readable({
      // One piece at a time: what the stream itself holds would be lost with an error.
      highWaterMark: 1,
      read: () => this.#give(),
      destroy: (error, done) => {
        this.#gap.stop();
        exchange.close();
        done(error);
      },
    });
    if (/json|text|html|xml/.test(head.contentType)) this.#text = [];
  }

  data(chunk: Buffer): void {
    this.#gap.touch();
    this.#bytes += chunk.length;
    if (this.#bytes > maxAudioBytes) return this.exchange.stop("malformed");
    if (!this.#begun && !this.#text && this.format !== "pcm" && looksLikeText(chunk)) this.#text = [];
    if (this.#text) {
      this.#text.push(chunk);
      if (this.#bytes > 65_536) this.exchange.stop("malformed");
      return;
    }
    if (!this.#begun) {
      this.#begun = true;
      const { contentType, traceId } = this.head;
      this.exchange.resolve({ audio: this.#audio, contentType, traceId });
    }
    this.#held.push(chunk);
    this.#heldBytes += chunk.length;
    if (this.#wanted) this.#give();
    if (this.#heldBytes > heldBytes && !this.#paused) {
      this.#paused = true;
      this.exchange.pause();
      this.#gap.stop();
    }
  }

  #give(): void {
    const chunk = this.#held.shift();
    this.#wanted = chunk === undefined && !this.#ending;
    if (chunk) {
      this.#heldBytes -= chunk.length;
      this.#audio.push(chunk);
      if (!this.#paused || this.#heldBytes > heldBytes) return;
      this.#paused = false;
      this.#gap.start();
      this.exchange.resume();
    } else if (this.#ending?.error) {
      const { error } = this.#ending;
      // A piece may be on its way to the reader just now.
      queueMicrotask(() => this.#audio.destroy(error));
    } else if (this.#ending) this.#audio.push(null);
  }

  #endWith(ending: { error?: Error }): void {
    this.#ending ??= ending;
    if (this.#wanted) this.#give();
  }

  end(): void {
    this.#gap.stop();
    if (this.#begun) this.#endWith({});
    else this.exchange.reject(this.#refusal());
  }

  fail(error: Error): void {
    this.#gap.stop();
    if (this.#begun) this.#endWith({ error: error.name === "AbortError" ? abortError() : error });
  }

  /** A success without sound: perhaps an error in its place. */
  #refusal(): Error {
    const context = {
      status: this.head.status,
      repeat: "once" as const,
      ...(this.head.traceId && { traceId: this.head.traceId }),
    };
    const inside = readJson(Buffer.concat(this.#text ?? []));
    return inside?.code !== undefined || inside?.hint || inside?.limitKind
      ? failureInside(inside, context)
      : failureOfNetwork("malformed", { ...context, sent: true });
  }
}

/** No sound begins like this: `{`, `[`, `"` or `<`. */
function looksLikeText(chunk: Buffer): boolean {
  return chunk[0] === 0x7b || chunk[0] === 0x5b || chunk[0] === 0x22 || chunk[0] === 0x3c;
}

function readJson(bytes: Buffer) {
  try {
    return errorOf(JSON.parse(bytes.toString("utf8")));
  } catch {
    return undefined;
  }
}
