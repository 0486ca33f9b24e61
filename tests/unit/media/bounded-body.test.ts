import { expect, test } from "vitest";
import { boundedBody } from "@/lib/media/bounded-body";

const whole = (body: ReadableStream<Uint8Array>) => new Response(body as BodyInit).arrayBuffer();

test("passes on what is within the limit", async () => {
  const body = new Response("12345").body!;
  expect((await whole(boundedBody(body, { maxBytes: 5 }))).byteLength).toBe(5);
  await expect(whole(boundedBody(new Response("123456").body!, { maxBytes: 5 }))).rejects.toMatchObject({
    code: "too_large",
  });
});

test("a sender that falls silent is given up", async () => {
  let gone = false;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new Uint8Array(1)),
    cancel: () => void (gone = true),
  });
  await expect(whole(boundedBody(body, { maxBytes: 5, idleMs: 20 }))).rejects.toMatchObject({
    code: "invalid_input",
    details: { reason: "broken_off" },
  });
  expect(gone).toBe(true);
});
