import http from "node:http";
import net, { type AddressInfo } from "node:net";
import { afterAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { registerTransport, route, transportKey } from "@/lib/http";

const echo = route({
  access: "public",
  body: z.strictObject({ text: z.string() }),
  maxBodyBytes: 4_000_000,
  handle: async ({ body }) => Response.json({ length: body.text.length }),
});
const closed = route({ access: "user", body: z.unknown(), handle: async () => Response.json({}) });
registerTransport([
  { method: "POST", pattern: "/api/echo", handle: echo },
  { method: "POST", pattern: "/api/closed", handle: closed },
]);
const server = http.createServer((request, response) => {
  const transport = (globalThis as unknown as Record<symbol, (...call: [typeof request, typeof response]) => boolean>)[
    transportKey
  ]!;
  if (!transport(request, response)) response.writeHead(404).end();
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const { port } = server.address() as AddressInfo;
afterAll(() => server.close());

const head = (path: string, length: number, more = "") =>
  `POST ${path} HTTP/1.1\r\nhost: localhost\r\nsec-fetch-site: same-origin\r\ncontent-type: application/json\r\n` +
  `content-length: ${length}\r\n${more}\r\n`;

/** Sends bytes over one connection and resolves when `done` is satisfied with everything received. */
async function exchange(bytes: string, done: (received: string) => boolean): Promise<string> {
  const socket = net.connect(port, "127.0.0.1");
  let received = "";
  try {
    socket.on("error", () => undefined);
    socket.write(bytes);
    await new Promise<void>((resolve, reject) => {
      const limit = setTimeout(() => reject(new Error(`Nothing more after ${received.slice(0, 200)}`)), 5_000);
      const check = () => done(received) && (clearTimeout(limit), resolve());
      socket.on("data", (chunk) => ((received += chunk.toString()), check()));
      socket.on("close", () => (clearTimeout(limit), resolve()));
    });
    return received;
  } finally {
    socket.destroy();
  }
}

describe("the transport", () => {
  it.each(["localhost:999999", "[", "a:b:c", "%%", "..", "x".repeat(5_000)])(
    "does not care for the host %j",
    async (host) => {
      const body = '{"text":"abc"}';
      const bytes = head("/api/echo", body.length).replace("localhost", host) + body;
      expect(await exchange(bytes, (received) => received.includes("\r\n\r\n"))).toMatch(/^HTTP\/1.1 200/);
    },
  );

  it("answers the next request after one whose body nobody wanted", async () => {
    const long = "x".repeat(3_000_000);
    const body = '{"text":"abc"}';
    const bytes = head("/api/closed", long.length) + long + head("/api/echo", body.length) + body;
    const received = await exchange(bytes, (text) => text.includes('{"length":3}'));
    expect(received).toMatch(/^HTTP\/1.1 401/);
    expect(received).toContain('{"length":3}');
  });

  it("answers the next request after one whose body became too long on the way", async () => {
    const chunk = `10000\r\n${"x".repeat(65_536)}\r\n`;
    const body = '{"text":"abc"}';
    const endless = head("/api/echo", 0).replace("content-length: 0", "transfer-encoding: chunked");
    const bytes = endless + chunk.repeat(80) + "0\r\n\r\n" + head("/api/echo", body.length) + body;
    const received = await exchange(bytes, (text) => text.includes('{"length":3}'));
    expect(received).toMatch(/^HTTP\/1.1 413/);
    expect(received).toContain('{"length":3}');
  });

  it("takes an upload that breaks off for what it is", async () => {
    const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const socket = net.connect(port, "127.0.0.1");
    socket.write(head("/api/echo", 1_000_000) + '{"text":"');
    await new Promise((resolve) => server.once("request", resolve));
    const over = new Promise<void>((resolve) => socket.once("close", () => resolve()));
    socket.destroy();
    await over;
    const body = '{"text":"abc"}';
    expect(await exchange(head("/api/echo", body.length) + body, (text) => text.includes("3"))).toContain("200 OK");
    expect(write.mock.calls.map(([line]) => String(line)).join("")).not.toContain("request failed");
    write.mockRestore();
  });
});
