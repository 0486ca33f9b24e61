import type { Call } from "../call";
import { Refusal } from "../refusal";

const MEDIA_PATH = /^\/media\/([0-9a-f]{8,})\/[\w.-]+$/;
/** Where a store that has been turned against its customers sends them: what clouds tell machines about themselves. */
const PRIVATE_ADDRESS = "http://169.254.169.254/latest/meta-data/";
/** Pieces in which a slow link delivers. */
const PIECES = 40;
const HUGE_PIECE = Buffer.alloc(1_048_576, 0x20);

export function isMediaPath(pathname: string): boolean {
  return pathname.startsWith("/media/");
}

/** GET of a generated picture or clip, as an object store answers: no key, no CORS, an XML error after the address has expired. */
export async function serveMedia(call: Call): Promise<void> {
  const token = MEDIA_PATH.exec(call.path)?.[1];
  const found = token === undefined ? "unknown" : await call.world.media.get(token);
  if (found === "unknown") throw storeError(404, "NoSuchKey", "The specified key does not exist.");
  if (found === "expired" || call.hasFault("expired-media")) {
    throw storeError(403, "AccessDenied", "Request has expired");
  }
  const { contentType, body } = found;
  switch (call.fault?.name) {
    case "media-redirect":
      return call.query.has("moved") ? deliver(call, contentType, body) : redirect(call, `${call.path}?moved=1`);
    case "media-redirect-private":
      return redirect(call, PRIVATE_ADDRESS);
    case "page-instead-of-media":
      return deliver(call, contentType, Buffer.from("<!doctype html><title>Sign in to the network</title>\n"));
    case "damaged-media":
      return deliver(call, contentType, damaged(body));
    case "huge-media":
      return pourEndlessly(call, contentType);
    default:
      return deliver(call, contentType, body);
  }
}

async function deliver(call: Call, contentType: string, body: Buffer): Promise<void> {
  const { response } = call;
  response.writeHead(200, {
    "content-type": call.hasFault("wrong-content-type") ? "text/html; charset=utf-8" : contentType,
    "content-length": body.length,
  });
  if (call.request.method === "HEAD") return void response.end();
  if (call.hasFault("slow-media")) return trickle(call, body);
  if (!call.hasFault("truncated-image") && !call.hasFault("hang-midstream")) return void response.end(body);
  response.write(body.subarray(0, body.length >> 1), () => {
    if (call.hasFault("truncated-image")) call.reset();
  });
  await call.untilGone();
}

function redirect(call: Call, location: string): void {
  call.response.writeHead(302, { location, "content-length": 0 });
  call.response.end();
}

/** Whole and right, over as long as the fault says. */
async function trickle(call: Call, body: Buffer): Promise<void> {
  const delayMs = call.fault?.delayMs ?? 0;
  const width = Math.ceil(body.length / PIECES);
  for (let piece = 0; piece < PIECES && !call.isGone; piece++) {
    call.response.write(body.subarray(piece * width, (piece + 1) * width));
    await call.waitUntil(call.arrivedMs + (delayMs * (piece + 1)) / PIECES);
  }
  call.response.end();
}

/** As much as anybody takes, without saying how much it will be. */
async function pourEndlessly(call: Call, contentType: string): Promise<void> {
  const { response } = call;
  response.writeHead(200, { "content-type": contentType });
  const pour = () => {
    while (!call.isGone && response.write(HUGE_PIECE));
  };
  response.on("drain", pour);
  pour();
  await call.untilGone();
}

/** As long as it was, and worth nothing from a quarter on. */
function damaged(body: Buffer): Buffer {
  const quarter = body.length >> 2;
  return Buffer.concat([body.subarray(0, quarter), Buffer.alloc(body.length - quarter, 0x55)]);
}

function storeError(status: number, code: string, message: string): Refusal {
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return new Refusal(status, { text, contentType: "application/xml" });
}
