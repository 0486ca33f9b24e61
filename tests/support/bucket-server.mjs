// A server that speaks S3, as a process of its own: `node bucket-server.mjs <folder> <port>`. It sends its port.
// s3rver is the server. In front of it: uploads in parts can be listed and ended, which it knows nothing of, and a body
// that breaks off is not kept, as buckets have it.
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import http from "node:http";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import S3rver from "@20minutes/s3rver";

const [folder, port] = process.argv.slice(2);
const bucket = "files";
const uploads = path.join(folder, bucket, "._S3rver_uploads");
const options = { silent: !process.env.BUCKET_SERVER_TALKS, directory: folder, address: "127.0.0.1", port: 0 };
const inner = await new S3rver({ ...options, configureBuckets: [{ name: bucket }] }).run();

async function answer(request, response) {
  const { searchParams } = new URL(request.url, "http://localhost");
  const upload = searchParams.get("uploadId");
  const known = request.headers.authorization?.startsWith("AWS4-HMAC-SHA256 Credential=S3RVER/");
  if (known && request.method === "DELETE" && /^[0-9a-f]{32}$/.test(upload ?? "")) {
    rmSync(path.join(uploads, upload), { recursive: true, force: true });
    return response.writeHead(204).end();
  }
  if (known && request.method === "GET" && searchParams.has("uploads")) {
    const found = begun().filter(({ key }) => key.startsWith(searchParams.get("prefix") ?? ""));
    const listed = found.map(({ id, key }) => `<Upload><Key>${key}</Key><UploadId>${id}</UploadId></Upload>`);
    return response.end(`<ListMultipartUploadsResult>${listed.join("")}</ListMultipartUploadsResult>`);
  }
  const body = await buffer(request);
  const { method, url, headers } = request;
  http
    .request({ host: "127.0.0.1", port: inner.port, method, path: url, headers }, (found) => {
      response.writeHead(found.statusCode, found.headers);
      found.pipe(response);
    })
    .on("error", () => response.destroy())
    .end(body);
}

function begun() {
  return (existsSync(uploads) ? readdirSync(uploads) : []).map((id) => ({
    id,
    key: readFileSync(path.join(uploads, id, "key"), "utf8"),
  }));
}

http
  .createServer((request, response) => void answer(request, response).catch(() => response.destroy()))
  .listen(Number(port), "127.0.0.1", function () {
    process.send?.({ port: this.address().port });
  });
process.on("disconnect", () => process.exit());
