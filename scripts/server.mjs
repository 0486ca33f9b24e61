// The long-lived server: Next's standalone output as a custom server in one process, with the application's own
// transport in front of it (lib/http/transport.ts). Copied beside the standalone output by the build.
import { readFileSync } from "node:fs";
import http from "node:http";
import { createRequire } from "node:module";
import path from "node:path";

const startedAt = performance.now();
const directory = import.meta.dirname;
process.chdir(directory);
process.env.NODE_ENV = "production";
process.env.NEXT_TELEMETRY_DISABLED = "1";
const { config } = JSON.parse(readFileSync(path.join(directory, ".next/required-server-files.json"), "utf8"));
process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(config);

const port = Number(process.env.PORT ?? 3000);
const host = process.env.HOST ?? "0.0.0.0";
const graceMs = Number(process.env.SHUTDOWN_GRACE_MS ?? 20_000);
let draining = false;

function fail(line) {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}

// Uploads may take their time; whoever reads one gives up a sender that falls silent. Every other body has a minute.
const uploads = /^\/api\/assets\b/;
const bodyPatienceMs = 60_000;
const server = http.createServer({ requestTimeout: 600_000, headersTimeout: 30_000, keepAliveTimeout: 65_000 });
server.maxHeadersCount = 200;

// Taken first: a busy port is found out before anything is started.
await new Promise((resolve) => {
  server.once("error", (error) =>
    fail(
      error.code === "EADDRINUSE"
        ? `Port ${port} is in use. Stop what uses it, or set PORT to another.`
        : `Cannot listen on ${host}:${port}: ${error.message}`,
    ),
  );
  server.listen(port, host, resolve);
});

let answer = (_request, response) => {
  response.writeHead(503, { "retry-after": "1", "content-type": "text/plain; charset=utf-8", connection: "close" });
  response.end("Starting.\n");
};
server.on("request", (request, response) => answer(request, response));
const badRequests = {
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
};
server.on("clientError", (error, socket) => {
  // Into an answer that has begun nothing may be written.
  if (!socket.writable || socket._httpMessage?.headersSent) return socket.destroy();
  const status = badRequests[error.code] ?? "400 Bad Request";
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
});

async function shutDown() {
  if (draining) return;
  draining = true;
  // Beyond this nothing is waited for: what has arrived is in the database by then.
  setTimeout(() => process.exit(0), graceMs + 5_000).unref();
  server.close();
  server.closeIdleConnections();
  try {
    await globalThis[Symbol.for("silica.drain")]?.(graceMs);
  } catch (error) {
    process.stderr.write(`Not everything could be ended in order: ${error?.message ?? error}\n`);
  }
  server.closeAllConnections();
  process.exit(0);
}
// Heard from the beginning: the first process of a container would otherwise not hear them at all while it starts.
process.on("SIGTERM", shutDown);
process.on("SIGINT", shutDown);
// The launcher that started this process is gone, whatever became of it.
if (process.connected) process.on("disconnect", shutDown);

const require = createRequire(path.join(directory, "package.json"));
const next = require("next");
const application = next({ dev: false, dir: directory, hostname: host, port, httpServer: server, quiet: true });
try {
  await application.prepare();
} catch (error) {
  fail(error?.message ?? String(error));
}
const handle = application.getRequestHandler();
const transportKey = Symbol.for("silica.transport");

/** Whether the path's escapes are those of UTF-8. */
function isReadable(url) {
  try {
    decodeURIComponent(url.split("?", 1)[0]);
    return true;
  } catch {
    return false;
  }
}

/** @see RFC 9112, section 6 */
const hasBody = ({ headers }) => headers["transfer-encoding"] !== undefined || Number(headers["content-length"]) > 0;

answer = (request, response) => {
  if (request.method === "TRACE" || request.method === "CONNECT") {
    response.writeHead(405, { allow: "GET, HEAD, POST, PUT, PATCH, DELETE", connection: "close" }).end();
    return;
  }
  if (!isReadable(request.url)) {
    // The framework would fail over it, with a 500.
    response.writeHead(400, { "content-type": "text/plain; charset=utf-8", connection: "close" });
    response.end("This address cannot be read.\n");
    return;
  }
  if (hasBody(request) && !uploads.test(request.url)) {
    const patience = setTimeout(() => request.complete || request.socket.destroy(), bodyPatienceMs);
    request.once("close", () => clearTimeout(patience));
  }
  // What the socket says replaces what a client may have written into the header of this name.
  request.headers["x-silica-socket-address"] = request.socket.remoteAddress ?? "";
  if (draining) {
    response.setHeader("connection", "close");
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.writeHead(503, { "retry-after": "5", "content-type": "application/json" });
      response.end(
        JSON.stringify({
          error: {
            code: "unavailable",
            message: "The server is restarting. Try again in a few seconds.",
            retryAfterMs: 5000,
          },
        }),
      );
      return;
    }
  }
  if (globalThis[transportKey]?.(request, response)) return;
  handle(request, response).catch((error) => {
    process.stderr.write(
      `${JSON.stringify({ at: new Date().toISOString(), level: "error", message: "request failed", error: String(error?.stack ?? error).slice(0, 2000) })}\n`,
    );
    if (!response.headersSent) response.writeHead(500);
    response.end();
  });
};

process.stdout.write(`Ready on port ${port} after ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`);
