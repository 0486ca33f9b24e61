import type { IncomingMessage, ServerResponse } from "node:http";
import type { Fault } from "./faults";
import { badParameter, invalidToken, Refusal, tooLarge } from "./refusal";
import { BODY_BYTES, type RequestRecord } from "./request-log";
import type { World } from "./world";

/** The largest body that is read: a recording of 50 MB and its wrapping, or a few pictures as data URIs. */
const BODY_LIMIT = 64 * 1024 * 1024;

/** One request on its way through the double. */
export class Call {
  fault: Fault | undefined;
  raw: Buffer = Buffer.alloc(0);
  /** on the wheel's clock, which the pace is counted on */
  readonly arrivedMs: number;

  constructor(
    readonly world: World,
    readonly request: IncomingMessage,
    readonly response: ServerResponse,
    /** without the version in front: "/chat/completions" */
    readonly endpoint: string,
    readonly query: URLSearchParams,
    readonly record: RequestRecord,
  ) {
    this.arrivedMs = world.wheel.now();
  }

  get traceId(): string {
    return this.record.traceId;
  }

  get path(): string {
    return this.record.path;
  }

  /** True once nobody is there to read an answer. */
  get isGone(): boolean {
    return this.response.destroyed || this.response.closed;
  }

  hasFault(name: Fault["name"]): boolean {
    return this.fault?.name === name;
  }

  /** @throws Refusal 401 */
  requireKey(): void {
    const header = this.request.headers.authorization;
    if (header === undefined) throw new Refusal(401, { json: "Api key is invalid" });
    if (header !== `Bearer ${this.world.settings.apiKey}`) throw invalidToken();
  }

  /** @throws Refusal 413 */
  async readBody(): Promise<void> {
    const pieces: Buffer[] = [];
    let size = 0;
    for await (const piece of this.request as AsyncIterable<Buffer>) {
      size += piece.length;
      if (size > BODY_LIMIT) throw tooLarge();
      pieces.push(piece);
    }
    this.raw = Buffer.concat(pieces);
    this.record.bodyBytes = size;
    if (size <= BODY_BYTES) this.record.raw = this.raw;
  }

  /**
   * The body as an object.
   * @throws Refusal 400, code 20015
   */
  json(): Record<string, unknown> {
    let value: unknown;
    try {
      value = JSON.parse(this.raw.toString("utf8"));
    } catch {
      throw badParameter("The request body is not valid JSON.");
    }
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw badParameter("The request body must be a JSON object.");
    }
    return value as Record<string, unknown>;
  }

  /** @throws Refusal 400, code 20015 */
  async form(): Promise<FormData> {
    const contentType = this.request.headers["content-type"] ?? "";
    if (!contentType.startsWith("multipart/form-data"))
      throw badParameter("The request body must be multipart/form-data.");
    try {
      return await new Response(new Uint8Array(this.raw), { headers: { "content-type": contentType } }).formData();
    } catch {
      throw badParameter("The multipart body could not be read.");
    }
  }

  /** Answers with JSON, once `afterMs` have passed since the request came. */
  async sendJson(value: unknown, afterMs = 0): Promise<void> {
    const { fault, response } = this;
    const delayMs = fault?.name === "slow-first-token" ? fault.delayMs : afterMs;
    if (delayMs > 0) await this.waitUntil(this.arrivedMs + delayMs);
    if (this.isGone) return;
    const type = this.hasFault("wrong-content-type") ? "text/html; charset=utf-8" : "application/json; charset=utf-8";
    const body = Buffer.from(JSON.stringify(value));
    const half = body.subarray(0, body.length >> 1);
    response.writeHead(200, { "content-type": type, ...(fault ? {} : { "content-length": body.length }) });
    switch (fault?.name) {
      case "hang-after-headers":
      case "hang-midstream":
        response.flushHeaders();
        if (fault.name === "hang-midstream") response.write(half);
        return this.untilGone();
      case "cut-midstream":
      case "malformed-sse":
        response.write(half);
        return this.cut();
      case "reset":
        response.write(half, () => this.reset());
        return this.untilGone();
      case "split-bytes":
        for (const byte of body) response.write(Buffer.of(byte));
        response.end();
        return;
      default:
        response.end(body);
    }
  }

  /** Resolves when the time has come or the client has gone. */
  waitUntil(dueMs: number): Promise<void> {
    if (this.isGone || dueMs <= this.world.wheel.now()) return Promise.resolve();
    return new Promise((resolve) => {
      const cancel = this.world.wheel.at(dueMs, () => {
        this.response.off("close", gone);
        resolve();
      });
      const gone = () => {
        cancel();
        resolve();
      };
      this.response.once("close", gone);
    });
  }

  /** Resolves when the client has given up (or the server stops). */
  untilGone(): Promise<void> {
    if (this.isGone) return Promise.resolve();
    return new Promise((resolve) => this.response.once("close", () => resolve()));
  }

  /** Ends the connection as a broken network would. */
  reset(): void {
    this.record.ending = "cut";
    const { socket } = this.request;
    if ("resetAndDestroy" in socket) socket.resetAndDestroy();
    else this.response.destroy();
  }

  /** Ends the answer where it stands, without what belongs after it. */
  cut(): void {
    this.record.ending = "cut";
    this.response.end();
  }
}
