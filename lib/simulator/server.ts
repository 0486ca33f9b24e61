import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Call } from "./call";
import { control } from "./control";
import { answerOf } from "./faults";
import { isMediaPath, serveMedia } from "./media/serve";
import { inErrorObject, methodNotAllowed, pathNotFound, Refusal, unknownFailure } from "./refusal";
import { routes } from "./routes";
import type { World } from "./world";

/** An HTTP server that stands for the provider. Whatever is sent to it, it goes on serving. */
export function createProviderServer(world: World): Server {
  const server = createServer((request, response) => {
    void serve(world, request, response);
  });
  server.requestTimeout = 0; // a stream may take as long as it takes
  server.on("clientError", (_error, socket) => {
    if (socket.writable) socket.end("HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n");
    else socket.destroy();
  });
  return server;
}

async function serve(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.on("error", () => {}); // a reader that goes away is an ending like another
  const { pathname, searchParams } = addressOf(request);
  if (pathname.startsWith("/control/")) {
    await control(world, request, response, pathname, searchParams);
    return;
  }
  const record = world.requests.open({
    at: world.now(),
    method: request.method ?? "GET",
    path: pathname,
    query: searchParams.toString(),
    headers: request.headers,
    traceId: traceIdOf(world, request),
  });
  response.setHeader("x-siliconcloud-trace-id", record.traceId);
  response.once("close", () => {
    if (record.ending === "open") record.ending = response.writableFinished ? "complete" : "client-aborted";
    record.status = response.headersSent ? response.statusCode : undefined;
    record.endedAt = world.now();
  });

  const call = new Call(world, request, response, endpointOf(pathname), searchParams, record);
  try {
    await handle(call);
  } catch (error) {
    if (!(error instanceof Refusal) && !call.isGone)
      record.defect = String(error instanceof Error ? error.stack : error);
    refuse(call, error instanceof Refusal ? error : unknownFailure());
  }
}

async function handle(call: Call): Promise<void> {
  const { request } = call;
  if (isMediaPath(call.path)) {
    if (request.method !== "GET" && request.method !== "HEAD") throw methodNotAllowed("GET, HEAD");
    return run(call, serveMedia);
  }
  const route = Object.hasOwn(routes, call.endpoint) ? routes[call.endpoint] : undefined;
  if (!route) throw pathNotFound();
  if (request.method !== route.method) throw methodNotAllowed(route.method);
  await call.readBody();
  call.record.model = modelNamed(call);
  await run(call, (admitted) => {
    admitted.requireKey();
    return route.handle(admitted);
  });
}

/** Serves a request unless a fault takes its place. */
async function run(call: Call, serveCall: (call: Call) => Promise<void>): Promise<void> {
  const { world, record } = call;
  call.fault = world.faults.take({
    path: isMediaPath(call.path) ? call.path : call.endpoint,
    model: record.model,
    body: () => call.raw.toString("utf8"),
  });
  if (call.fault) {
    record.fault = call.fault.name;
    const answer = answerOf(call.fault);
    if (answer) throw answer;
    if (call.hasFault("hang-before-headers")) return call.untilGone();
    if (call.hasFault("reset-before-headers")) return call.reset();
  }
  return serveCall(call);
}

function refuse(call: Call, refusal: Refusal): void {
  const { response, request } = call;
  if (call.isGone) return;
  if (response.headersSent) return call.reset();
  const { status, wire, headers } = call.endpoint === "/completions" ? inErrorObject(refusal) : refusal;
  const body = Buffer.from("json" in wire ? JSON.stringify(wire.json) : wire.text);
  const type = "json" in wire ? "application/json; charset=utf-8" : (wire.contentType ?? "text/plain; charset=utf-8");
  call.record.ending = "refused";
  response.writeHead(status, { "content-type": type, "content-length": body.length, ...headers });
  response.end(body);
  request.resume(); // a body nobody wants is read away, so that the connection can be used again
}

function addressOf(request: IncomingMessage): URL {
  try {
    return new URL(request.url ?? "/", "http://simulator");
  } catch {
    return new URL("http://simulator/");
  }
}

function endpointOf(pathname: string): string {
  return pathname.startsWith("/v1/") ? pathname.slice(3) : "";
}

/** The caller's own id when it sends a plausible one. */
function traceIdOf(world: World, request: IncomingMessage): string {
  const given = request.headers["x-trace-id"];
  return typeof given === "string" && /^[\w.:-]{1,128}$/.test(given) ? given : `ti_${world.newToken(12)}`;
}

function modelNamed(call: Call): string | undefined {
  if (call.request.headers["content-type"]?.startsWith("multipart/")) {
    return /name="model"\r\n(?:[^\r\n]+\r\n)*\r\n([^\r\n]+)/.exec(call.raw.toString("latin1"))?.[1];
  }
  if (call.raw.length === 0) return undefined;
  try {
    const model = call.json().model;
    return typeof model === "string" ? model : undefined;
  } catch {
    return undefined;
  }
}
