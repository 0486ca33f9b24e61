import type { IncomingMessage, ServerResponse } from "node:http";
import { directBodies, newId, type DirectSink } from "@/lib/core";
import { env } from "@/lib/env";
import { present } from "./present";
import type { RouteHandler } from "./route";

/** A route that the long-lived server answers itself, before the framework: per token and per call it is several times cheaper. */
export interface DirectRoute {
  method: "GET" | "POST";
  /** `/api/generations/:id/events` */
  pattern: string;
  handle: RouteHandler;
}

export type Transport = (request: IncomingMessage, response: ServerResponse) => boolean;

/** The name under which the server's entry finds the transport that the application registered. */
export const transportKey = Symbol.for("silica.transport");

/** Offers the routes to the server's entry, which asks before it hands a request to the framework. */
export function registerTransport(routes: readonly DirectRoute[]): void {
  const compiled = routes.map(({ method, pattern, handle }) => ({ method, handle, match: compile(pattern) }));
  const transport: Transport = (request, response) => {
    const path = (request.url ?? "/").split("?", 1)[0]!;
    for (const { method, handle, match } of compiled) {
      const params = request.method === method ? match(path) : undefined;
      if (!params) continue;
      void serve(request, response, handle, params);
      return true;
    }
    return false;
  };
  (globalThis as Record<symbol, unknown>)[transportKey] = transport;
}

/** Parameters of a path that fits the pattern; undefined for any other path, however it is spelt. */
export function compile(pattern: string): (path: string) => Record<string, string> | undefined {
  const names: string[] = [];
  const expression = new RegExp(
    `^${pattern.replace(/:(\w+)/g, (_, name: string) => (names.push(name), "([\\w-]+)"))}$`,
  );
  return (path) => {
    const found = expression.exec(path);
    return found ? Object.fromEntries(names.map((name, index) => [name, found[index + 1]!])) : undefined;
  };
}

async function serve(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  handle: RouteHandler,
  params: Record<string, string>,
): Promise<void> {
  const gone = new AbortController();
  outgoing.once("close", () => gone.abort());
  try {
    const response = await handle(toRequest(incoming, gone.signal), { params: Promise.resolve(params) });
    await send(response, outgoing);
  } catch (error) {
    if (outgoing.headersSent || outgoing.destroyed) outgoing.destroy();
    else await send(present(error, newId()), outgoing).catch(() => outgoing.destroy());
  }
}

function toRequest(incoming: IncomingMessage, signal: AbortSignal): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  const hasBody = incoming.method !== "GET" && incoming.method !== "HEAD";
  // The host is only there to make the URL whole: what a client calls us decides nothing and may be no name at all.
  return new Request(`http://localhost${incoming.url ?? "/"}`, {
    method: incoming.method,
    headers,
    signal,
    ...(hasBody ? { body: bodyOf(incoming), duplex: "half" } : {}),
  } as RequestInit);
}

/**
 * Read only when it is asked for: Node discards a body that nobody has touched, so that the connection can go on. What
 * is left of one that was given up is discarded here.
 */
function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  let chunks: AsyncIterator<Uint8Array> | undefined;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        chunks ??= incoming.iterator({ destroyOnReturn: false }) as AsyncIterator<Uint8Array>;
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await chunks?.return?.();
        incoming.resume();
      },
    },
    { highWaterMark: 0 },
  );
}

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) if (name !== "set-cookie") outgoing.setHeader(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length) outgoing.setHeader("set-cookie", cookies);
  const direct = directBodies.get(response);
  if (direct) {
    outgoing.flushHeaders();
    direct(sinkOf(outgoing));
    return;
  }
  if (!response.body) {
    outgoing.end();
    return;
  }
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    if (outgoing.destroyed) return;
    if (!outgoing.write(chunk)) {
      await drained(outgoing);
    }
  }
  outgoing.end();
}

/** Waits for the reader; one that takes nothing for too long is cut off. */
async function drained(outgoing: ServerResponse): Promise<void> {
  const patience = setTimeout(() => outgoing.destroy(), env().CHAT_READER_STALL_MS);
  await new Promise<void>((resolve) => {
    const go = () => {
      clearTimeout(patience);
      outgoing.off("drain", go).off("close", go);
      resolve();
    };
    outgoing.once("drain", go).once("close", go);
  });
}

/**
 * A response as a sink. Texts are framed as chunks here and written in one piece: the response's own `write` makes three
 * of each, which costs half as much again for every token. Where the socket is not the response's yet (a client that
 * sends requests ahead), or the body is not chunked, it is left to the response.
 */
function sinkOf(outgoing: ServerResponse): DirectSink {
  const socket = outgoing.chunkedEncoding ? outgoing.socket : null;
  const drained = socket ?? outgoing;
  return {
    write: (chunk) =>
      socket && typeof chunk === "string"
        ? socket.write(`${Buffer.byteLength(chunk).toString(16)}\r\n${chunk}\r\n`)
        : outgoing.write(chunk),
    onDrain: (listener) => {
      drained.on("drain", listener);
      outgoing.once("close", () => drained.off("drain", listener));
    },
    onClose: (listener) => void (outgoing.closed ? listener() : outgoing.once("close", listener)),
    end: () => outgoing.end(),
    abort: () => outgoing.destroy(),
  };
}
