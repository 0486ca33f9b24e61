import { Readable } from "node:stream";
import { errorOf } from "./error-body";
import { failureInside, failureOfNetwork } from "./errors";
import type { Exchange, Head, Sink } from "./exchange";
import { SpeechRequest } from "./media-requests";
import { parseRequest } from "./parse";
import { Patience } from "./patience";
import { abortError } from "./settings";
import type { CallOptions, Transport } from "./transport";

/** Sound as it arrives. The stream ends with an error when the provider's answer does not come whole. */
export interface SpeechAudio {
  audio: Readable;
  contentType: string;
  traceId: string | undefined;
}

const maxAudioBytes = 512 * 1_048_576;

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
      read: () => {
        if (this.#paused) this.#gap.start();
        this.#paused = false;
        exchange.resume();
      },
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
    if (!this.#audio.push(chunk)) {
      this.#paused = true;
      this.exchange.pause();
      this.#gap.stop();
    }
  }

  end(): void {
    this.#gap.stop();
    if (this.#begun) this.#audio.push(null);
    else this.exchange.reject(this.#refusal());
  }

  fail(error: Error): void {
    this.#gap.stop();
    if (this.#begun) this.#audio.destroy(error.name === "AbortError" ? abortError() : error);
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
