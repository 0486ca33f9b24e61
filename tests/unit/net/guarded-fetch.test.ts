import http from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createGuardedFetch, type GuardedFetchOptions } from "@/lib/net";

type Handler = (request: http.IncomingMessage, response: http.ServerResponse) => void;

const servers: http.Server[] = [];
let inside: { origin: string; port: number };
let trusted: { origin: string; port: number };
let other: { origin: string; port: number };
let insideHits = 0;
let answer: Handler;
let otherAnswer: Handler;

async function listen(handler: Handler) {
  const server = http.createServer(handler).listen(0, "127.0.0.1");
  await once(server, "listening");
  servers.push(server);
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, port };
}

beforeAll(async () => {
  inside = await listen((_, response) => {
    insideHits++;
    response.end("secret");
  });
  trusted = await listen((request, response) => answer(request, response));
  other = await listen((request, response) => otherAnswer(request, response));
});
beforeEach(() => {
  insideHits = 0;
  answer = (_, response) => response.end("ok");
  otherAnswer = (_, response) => response.end("other");
});
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

/** Names as a hostile zone would answer them. */
const zone: Record<string, string[]> = {
  "inside.test": ["127.0.0.1"],
  "mapped.test": ["::ffff:127.0.0.1"],
  "mixed.test": ["93.184.215.14", "127.0.0.1"],
  "six.test": ["::1"],
};
let lookups = 0;
const lookup: GuardedFetchOptions["lookup"] = async (hostname) => {
  lookups++;
  const found = zone[hostname];
  if (!found) throw Object.assign(new Error("getaddrinfo ENOTFOUND"), { code: "ENOTFOUND" });
  return found.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
};

const guarded = (options: Partial<GuardedFetchOptions> = {}) =>
  createGuardedFetch({ timeoutMs: 5_000, maxBytes: 10_000, lookup, privateOrigins: [trusted.origin], ...options });

const refused = (reason: string) =>
  expect.objectContaining({ code: "invalid_input", details: expect.objectContaining({ reason }) });
const failed = (reason: string) =>
  expect.objectContaining({ code: "unavailable", details: expect.objectContaining({ reason }) });

describe("private addresses", () => {
  test.each([
    ["an address", () => `http://127.0.0.1:${inside.port}/`],
    ["another of loopback", () => `http://127.0.0.2:${inside.port}/`],
    ["as one number", () => `http://2130706433:${inside.port}/`],
    ["in octal", () => `http://0177.0.0.1:${inside.port}/`],
    ["in hexadecimal", () => `http://0x7f.1:${inside.port}/`],
    ["with full-width digits", () => `http://１２７.0.0.1:${inside.port}/`],
    ["unspecified", () => `http://0.0.0.0:${inside.port}/`],
    ["IPv6", () => `http://[::1]:${inside.port}/`],
    ["mapped", () => `http://[::ffff:127.0.0.1]:${inside.port}/`],
    ["NAT64", () => `http://[64:ff9b::127.0.0.1]:${inside.port}/`],
    ["metadata", () => "http://169.254.169.254/latest/meta-data/"],
    ["over TLS", () => `https://127.0.0.1:${inside.port}/`],
    ["a name", () => `http://inside.test:${inside.port}/`],
    ["a name with an upper case letter and a dot", () => `http://Inside.test:${inside.port}/`],
    ["a name of a mapped address", () => `http://mapped.test:${inside.port}/`],
    ["a name with a public and a private address", () => `http://mixed.test:${inside.port}/`],
    ["a name of loopback in IPv6", () => `http://six.test:${inside.port}/`],
  ])("%s is refused", async (_, url) => {
    await expect(guarded()(url())).rejects.toEqual(refused("private_address"));
    expect(insideHits).toBe(0);
  });

  test("the system's own names are refused", async () => {
    await expect(guarded({ lookup: undefined })(`http://localhost:${inside.port}/`)).rejects.toEqual(
      refused("private_address"),
    );
    expect(insideHits).toBe(0);
  });

  test("a closed port answers like an open one", async () => {
    await expect(guarded()("http://127.0.0.1:9/")).rejects.toEqual(refused("address"));
    await expect(guarded()("http://127.0.0.1:49/")).rejects.toEqual(refused("private_address"));
  });

  test("an exact origin is excepted, and only that", async () => {
    expect(await (await guarded()(`${trusted.origin}/picture`)).text()).toBe("ok");
    await expect(guarded()(`${other.origin}/`)).rejects.toEqual(refused("private_address"));
    await expect(guarded()(`http://localhost:${trusted.port}/`, {})).rejects.toEqual(failed("address_unreachable"));
    const named = guarded({ privateOrigins: [`http://inside.test:${trusted.port}`] });
    expect(await (await named(`http://inside.test:${trusted.port}/`)).text()).toBe("ok");
    await expect(named(`${trusted.origin}/`)).rejects.toEqual(refused("private_address"));
  });

  test("a name is resolved once for a connection", async () => {
    lookups = 0;
    const named = guarded({ privateOrigins: [`http://inside.test:${trusted.port}`] });
    await (await named(`http://inside.test:${trusted.port}/`)).text();
    expect(lookups).toBe(1);
  });
});

describe("addresses", () => {
  test.each([
    ["file", "file:///etc/passwd"],
    ["data", "data:text/plain,hello"],
    ["ftp", "ftp://example.com/"],
    ["a name and password", "http://user:secret@example.com/"],
    ["a name alone", "http://user@example.com/"],
    ["no address", "not an address"],
    ["relative", "/etc/passwd"],
    ["a port of another protocol", "http://example.com:25/"],
  ])("%s is refused", async (_, url) => {
    await expect(guarded()(url)).rejects.toEqual(refused("address"));
  });

  test("a name that does not exist is unreachable, without the resolver's words", async () => {
    const error = await guarded()("http://nowhere.test/").catch((thrown: unknown) => thrown);
    expect(error).toEqual(failed("address_unreachable"));
    expect((error as Error).message).not.toContain("getaddrinfo");
  });
});

describe("redirects", () => {
  const redirectTo = (location: string, status = 302): Handler => {
    return (_, response) => response.writeHead(status, { location }).end();
  };

  test.each([
    ["an address inside", () => `http://127.0.0.1:${inside.port}/`],
    ["a name that leads inside", () => `http://inside.test:${inside.port}/`],
    ["an address without a scheme", () => `//127.0.0.1:${inside.port}/`],
  ])("to %s are refused", async (_, url) => {
    answer = redirectTo(url());
    await expect(guarded()(trusted.origin)).rejects.toEqual(refused("private_address"));
    expect(insideHits).toBe(0);
  });

  test.each(["file:///etc/passwd", "http://user:secret@example.com/", "gopher://example.com/"])(
    "to %s are refused",
    async (url) => {
      answer = redirectTo(url);
      await expect(guarded()(trusted.origin)).rejects.toEqual(refused("address"));
    },
  );

  test("are followed, at most three", async () => {
    answer = (request, response) => {
      const step = Number(request.url!.slice(1));
      if (step === 0) response.end("there");
      else response.writeHead(302, { location: `/${step - 1}` }).end();
    };
    const response = await guarded()(`${trusted.origin}/3`);
    expect(await response.text()).toBe("there");
    expect(response).toMatchObject({ url: `${trusted.origin}/0`, redirected: true });
    await expect(guarded()(`${trusted.origin}/4`)).rejects.toEqual(failed("address_unreachable"));
    expect((await guarded()(`${trusted.origin}/4`, { redirect: "manual" })).status).toBe(302);
  });

  test("take no secret to another origin", async () => {
    let seen: http.IncomingHttpHeaders = {};
    answer = redirectTo(`${other.origin}/`);
    otherAnswer = (request, response) => {
      seen = request.headers;
      response.end();
    };
    const both = guarded({ privateOrigins: [trusted.origin, other.origin] });
    const headers = { authorization: "Bearer secret", "x-api-key": "secret", cookie: "a=b", accept: "image/png" };
    await both(trusted.origin, { headers });
    expect(seen).toMatchObject({ accept: "image/png" });
    expect(JSON.stringify(seen)).not.toMatch(/secret|a=b/);
  });

  test("take no body to another origin, and keep it at their own", async () => {
    const both = guarded({ privateOrigins: [trusted.origin, other.origin] });
    answer = redirectTo(`${other.origin}/`, 307);
    await expect(both(trusted.origin, { method: "POST", body: "words" })).rejects.toEqual(refused("address"));

    answer = (request, response) => {
      if (request.url === "/") response.writeHead(307, { location: "/again" }).end();
      else request.pipe(response);
    };
    expect(await (await both(trusted.origin, { method: "POST", body: "words" })).text()).toBe("words");

    answer = (request, response) => {
      if (request.url === "/") response.writeHead(302, { location: "/again" }).end();
      else response.end(`${request.method} ${request.headers["content-type"]}`);
    };
    expect(await (await both(trusted.origin, { method: "POST", body: "words" })).text()).toBe("GET undefined");
  });
});

describe("limits", () => {
  test("a body that says it is too long is not read", async () => {
    answer = (_, response) => {
      response.writeHead(200, { "content-length": "20000" }).write("begin");
    };
    await expect(guarded()(trusted.origin)).rejects.toMatchObject({ code: "too_large" });
  });

  test("a body without a length ends at the limit", async () => {
    answer = (_, response) => {
      response.write("x".repeat(9_000));
      setImmediate(() => response.end("x".repeat(9_000)));
    };
    const response = await guarded()(trusted.origin);
    await expect(response.arrayBuffer()).rejects.toMatchObject({ code: "too_large" });
  });

  test("a small body that unfolds to a large one ends at the limit", async () => {
    const bomb = gzipSync(Buffer.alloc(1_000_000));
    expect(bomb.byteLength).toBeLessThan(10_000);
    answer = (_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(bomb);
    await expect((await guarded()(trusted.origin)).arrayBuffer()).rejects.toMatchObject({ code: "too_large" });
  });

  test("compressed bodies are unfolded", async () => {
    answer = (_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("folded"));
    const response = await guarded()(trusted.origin);
    expect(response.headers.has("content-encoding")).toBe(false);
    expect(await response.text()).toBe("folded");
  });

  test("silence before the answer, and in its middle, ends", async () => {
    answer = () => {};
    await expect(guarded({ timeoutMs: 150 })(trusted.origin)).rejects.toEqual(failed("address_timeout"));
    answer = (_, response) => void response.writeHead(200).write("begin");
    const response = await guarded({ timeoutMs: 300 })(trusted.origin);
    await expect(response.text()).rejects.toEqual(failed("address_timeout"));
  });

  test("a broken connection is told in our words", async () => {
    answer = (_, response) => response.destroy();
    await expect(guarded()(trusted.origin)).rejects.toEqual(failed("address_unreachable"));
  });

  test("the caller's abort keeps its reason", async () => {
    answer = () => {};
    const stop = new AbortController();
    const pending = guarded()(trusted.origin, { signal: stop.signal });
    const reason = new Error("stopped");
    stop.abort(reason);
    await expect(pending).rejects.toBe(reason);
    await expect(guarded()(trusted.origin, { signal: stop.signal })).rejects.toBe(reason);
  });
});

test("is a fetch like any other", async () => {
  answer = (request, response) => {
    response.writeHead(request.method === "DELETE" ? 204 : 404, { "x-said": request.headers["x-say"] });
    request.pipe(response);
  };
  const request = new Request(`${trusted.origin}/a`, { method: "POST", body: "hello", headers: { "x-say": "yes" } });
  const response = await guarded()(request);
  expect(response).toBeInstanceOf(Response);
  expect([response.status, response.headers.get("x-said"), await response.text()]).toEqual([404, "yes", "hello"]);
  expect((await guarded()(trusted.origin, { method: "DELETE", headers: { "x-say": "1" } })).body).toBeNull();
});
