import { readFileSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import { expect, test } from "../support/e2e";

const manifest = path.resolve(import.meta.dirname, "../../.next/app-path-routes-manifest.json");
const routes = Object.entries(JSON.parse(readFileSync(manifest, "utf8")) as Record<string, string>)
  .filter(([file]) => file.endsWith("/route"))
  .map(([, route]) => route);

/** The route with every parameter filled. */
const fill = (route: string, value: string) => route.replace(/\[\.\.\.\w+\]|\[\w+\]/g, value);

const bodies: [string, string | Buffer][] = [
  ["nothing", ""],
  ["half an object", '{"a":'],
  ["null", "null"],
  ["a number", "1e999"],
  ["an array", "[[[[]]]]"],
  ["operators", '{"id":{"not":null},"email":{"contains":"@"},"name":{"$gt":""},"token":[],"password":{"length":9}}'],
  ["a prototype", '{"__proto__":{"role":"admin"},"constructor":{"prototype":{}}}'],
  ["deep nesting", `${"[".repeat(50_000)}${"]".repeat(50_000)}`],
  ["bytes", Buffer.from([0xff, 0xfe, 0x00, 0x7b])],
  ["a null character", '{"name":"a\\u0000b","email":"a\\u0000@example.com","text":"\\ud800"}'],
];

/** The status of an answer that may go on for good: let go of as soon as its headers have come. */
async function statusOf(address: string, cookie: string): Promise<number> {
  const leave = new AbortController();
  try {
    return (await fetch(address, { headers: { cookie }, redirect: "manual", signal: leave.signal })).status;
  } finally {
    leave.abort();
  }
}

test("no request to any route makes the server fail, whatever its bytes", async ({ signIn, world, request }) => {
  test.setTimeout(180_000);
  const person = await signIn({ role: "admin" });
  const failed: string[] = [];
  const skipped = /\/api\/auth\/|health/;
  for (const route of routes) {
    for (const id of [
      "00000000-0000-7000-8000-000000000000",
      "%00",
      "%ff%fe",
      "..%2f..%2fetc%2fpasswd",
      "'%20or%201=1--",
      "a".repeat(3_000),
    ]) {
      for (const method of ["GET", "POST", "PATCH", "PUT", "DELETE"]) {
        const samples =
          method === "GET" || skipped.test(route) ? bodies.slice(0, 1) : id.length === 36 ? bodies : bodies.slice(1, 2);
        for (const [name, data] of samples) {
          const address = `${world.appUrl}${fill(route, id)}`;
          if (method === "GET" && /events|export|stream|takeout|zip/.test(route)) {
            for (const query of [
              "",
              "?limit=x&cursor=%00&from[]=1&query=%ff",
              "?after=-1e9&format=json&token=%00&ids=,",
            ]) {
              const status = await statusOf(address + query, person.cookie);
              if (status >= 500) failed.push(`GET ${route}${query} (${id.slice(0, 20)}): ${status}`);
            }
            continue;
          }
          const response = await request.fetch(
            `${address}${method === "GET" ? "?limit=x&cursor=%00&from[]=1&query=%ff" : ""}`,
            {
              method,
              headers: { cookie: person.cookie, "content-type": "application/json", "sec-fetch-site": "same-origin" },
              ...(method === "GET" ? {} : { data: Buffer.from(data) }),
              failOnStatusCode: false,
              maxRedirects: 0,
            },
          );
          if (response.status() >= 500)
            failed.push(`${method} ${route} (${id.slice(0, 20)}) with ${name}: ${response.status()}`);
        }
      }
    }
  }
  expect(failed).toEqual([]);
  expect((await request.get(`${world.appUrl}/api/health/ready`)).ok()).toBe(true);
});

/** Sends raw bytes and returns the first line of the answer. */
function raw(port: number, bytes: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1", () => socket.write(bytes));
    let answer = "";
    socket.on("data", (chunk: Buffer) => {
      answer += chunk.toString("latin1");
      if (answer.includes("\r\n")) socket.destroy();
    });
    socket.on("error", () => {});
    socket.once("close", () => resolve(answer.split("\r\n", 1)[0]!));
    socket.setTimeout(10_000, () => socket.destroy());
  });
}

test("malformed HTTP is refused and hurts nobody", async ({ world, request }) => {
  const port = Number(new URL(world.appUrl).port);
  const samples: (string | Buffer)[] = [
    "GET / HTTP/1.1\r\n\r\n",
    "TRACE / HTTP/1.1\r\nhost: localhost\r\n\r\n",
    "GET //evil.example/%2e%2e HTTP/1.1\r\nhost: localhost\r\n\r\n",
    "GET /% HTTP/1.1\r\nhost: localhost\r\n\r\n",
    "GET /chat/%E0%A4%A HTTP/1.1\r\nhost: localhost\r\n\r\n",
    "GET http://evil.example/ HTTP/1.1\r\nhost: evil.example\r\n\r\n",
    `GET / HTTP/1.1\r\nhost: localhost\r\ncookie: ${"a=b;".repeat(10_000)}\r\n\r\n`,
    "POST /api/chat HTTP/1.1\r\nhost: localhost\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
    'POST /api/chat HTTP/1.1\r\nhost: a b"<>\r\nsec-fetch-site: same-origin\r\ncontent-length: 0\r\n\r\n',
    Buffer.from([0x16, 0x03, 0x01, 0x00, 0x05, 0xff, 0xff]),
  ];
  for (const bytes of samples) {
    const line = await raw(port, bytes);
    expect(line, String(bytes).slice(0, 60)).not.toMatch(/^HTTP\/1\.1 5/);
  }
  expect((await request.get(`${world.appUrl}/api/health`)).ok()).toBe(true);
});

test("every page carries the headers that keep browsers safe, and tells nothing of itself", async ({
  signIn,
  page,
}) => {
  await signIn();
  for (const address of ["/sign-in", "/", "/usage", "/settings", "/nowhere"]) {
    const response = await page.goto(address);
    const headers = response!.headers();
    expect(headers["content-security-policy"], address).toMatch(/default-src 'none'/);
    expect(headers["content-security-policy"]).toMatch(/script-src 'nonce-[\w+/=-]+' 'strict-dynamic'/);
    expect(headers["content-security-policy"]).not.toContain("unsafe");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["referrer-policy"]).toBeTruthy();
    expect(headers["x-powered-by"]).toBeUndefined();
    expect(headers["cache-control"], address).toMatch(/no-store/);
  }
});
