import type { Call } from "../call";
import { Refusal } from "../refusal";

const MEDIA_PATH = /^\/media\/([0-9a-f]{8,})\/[\w.-]+$/;

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
  const { response } = call;
  const { contentType, body } = found;
  response.writeHead(200, {
    "content-type": call.hasFault("wrong-content-type") ? "text/html; charset=utf-8" : contentType,
    "content-length": body.length,
  });
  if (call.request.method === "HEAD") {
    response.end();
    return;
  }
  if (!call.hasFault("truncated-image") && !call.hasFault("hang-midstream")) {
    response.end(body);
    return;
  }
  response.write(body.subarray(0, body.length >> 1), () => {
    if (call.hasFault("truncated-image")) call.reset();
  });
  await call.untilGone();
}

function storeError(status: number, code: string, message: string): Refusal {
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return new Refusal(status, { text, contentType: "application/xml" });
}
