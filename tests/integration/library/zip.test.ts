import { createHash } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import { GET, POST } from "@/app/api/library/zip/route";
import { newId } from "@/lib/core";
import { database, systemContext } from "@/lib/db";
import { sweepTrash } from "@/lib/library";
import { storage } from "@/lib/storage";
import { call } from "@/tests/support/call";
import { login, type Login } from "@/tests/support/login";
import { unzip } from "@/tests/support/unzip";
import { makeCreation, makeItem } from "./support";

const select = (person: Login, ids: string[]) => call(POST, { headers: person.headers, body: { ids } });
const get = (person: Login, query: string) =>
  call(GET, { method: "GET", path: `/api/library/zip?${query}`, headers: person.headers });

interface Manifest {
  items: Record<string, unknown>[];
}
const manifestOf = (files: Map<string, Buffer>) => JSON.parse(files.get("manifest.json")!.toString()) as Manifest;

describe("the archive", () => {
  it("holds each file byte for byte under a name of its own, and says how it was made", async () => {
    const person = await login();
    const large = Buffer.alloc(300_000, "pixels ");
    const one = await makeItem(person, { name: "cat.png", bytes: large, prompt: "一只猫" });
    const two = await makeItem(person, { name: "CAT.png" });
    const clip = await makeItem(person, { kind: "video", mediaType: "video/mp4", name: "湖.mp4" });
    await makeCreation(person, one, { seed: 9_007_199_254_740_991n });
    const selected = await select(person, [one, two, clip, one]);
    expect(selected.status).toBe(201);
    const { selection, count } = (await selected.json()) as { selection: string; count: number };
    expect(count).toBe(3);

    const response = await get(person, `selection=${selection}`);
    expect(response.headers.get("content-type")).toBe("application/zip");
    expect(response.headers.get("content-disposition")).toMatch(/^attachment; filename="library-[\d-]+\.zip"$/);
    const files = await unzip(response);
    expect([...files.keys()]).toEqual(["cat.png", "CAT (2).png", "湖.mp4", "manifest.json"]);
    expect(files.get("cat.png")!.equals(large)).toBe(true);
    const { items } = manifestOf(files);
    expect(items[0]).toMatchObject({
      file: "cat.png",
      prompt: "一只猫",
      seed: 9_007_199_254_740_991,
      sha256: createHash("sha256").update(large).digest("hex"),
      parameters: { num_inference_steps: 20 },
      cost: { nanos: "20000000", currency: "USD" },
      traceId: "trace-1",
    });
    expect(items[1]).toMatchObject({ file: "CAT (2).png", name: "CAT.png", cost: null, seed: null });
    // a second time, and by its ids
    expect([...(await unzip(await get(person, `selection=${selection}`))).keys()]).toHaveLength(4);
    expect([...(await unzip(await get(person, `ids=${two},${clip}`))).keys()]).toEqual([
      "CAT.png",
      "湖.mp4",
      "manifest.json",
    ]);
  });

  it("notes what is missing and goes on", async () => {
    const person = await login();
    const lost = await makeItem(person, { name: "lost.png", bytes: false });
    const there = await makeItem(person, { name: "there.png" });
    const files = await unzip(await get(person, `ids=${lost},${there}`));
    expect([...files.keys()]).toEqual(["there.png", "manifest.json"]);
    expect(manifestOf(files).items).toMatchObject([
      { id: lost, name: "lost.png", missing: "file_missing" },
      { id: there, file: "there.png" },
    ]);
    expect(manifestOf(files).items[0]).not.toHaveProperty("file");
  });

  it("closes what is open when its reader goes, and opens nothing more", async () => {
    const person = await login();
    const ids: string[] = [];
    for (let index = 0; index < 3; index++) ids.push(await makeItem(person, { bytes: Buffer.alloc(2_000_000, index) }));
    const opened: boolean[] = [];
    const original = storage().open.bind(storage());
    const spy = vi.spyOn(storage(), "open").mockImplementation(async (...input) => {
      const file = await original(...input);
      const index = opened.push(true) - 1;
      const reader = file.stream.getReader();
      return {
        ...file,
        stream: new ReadableStream<Uint8Array<ArrayBuffer>>(
          {
            async pull(controller) {
              const { done, value } = await reader.read();
              if (!done) return controller.enqueue(value);
              opened[index] = false;
              controller.close();
            },
            async cancel() {
              opened[index] = false;
              await reader.cancel();
            },
          },
          { highWaterMark: 0 },
        ),
      };
    });
    try {
      const response = await get(person, `ids=${ids.join(",")}`);
      const reader = response.body!.getReader();
      for (let bytes = 0; bytes < 300_000;) bytes += (await reader.read()).value!.byteLength;
      expect(opened).toEqual([true]);
      await reader.cancel();
      expect(opened).toEqual([false]);
    } finally {
      spy.mockRestore();
    }
  });

  it("is its owner's alone, and not for what is in the trash", async () => {
    const [person, other] = [await login(), await login()];
    const id = await makeItem(person);
    const own = await makeItem(other, { name: "own.png" });
    const { selection } = (await (await select(person, [id])).json()) as { selection: string };
    expect((await get(other, `selection=${selection}`)).status).toBe(404);
    expect((await select(other, [id])).status).toBe(404);
    expect((await get(other, `ids=${id}`)).status).toBe(404);
    expect([...(await unzip(await get(other, `ids=${id},${own}`))).keys()]).toEqual(["own.png", "manifest.json"]);
    await database().asset.update({ where: { id }, data: { trashedAt: new Date() } });
    expect((await get(person, `selection=${selection}`)).status).toBe(404);
    expect((await get(person, `ids=${id}`)).status).toBe(404);
    for (const query of ["", "ids=", `ids=${id}&selection=${selection}`, "ids=x", `selection=${newId()}x`])
      expect((await get(person, query)).status).toBe(400);
  });

  it("is offered for a while", async () => {
    const person = await login();
    const { selection } = (await (await select(person, [await makeItem(person)])).json()) as { selection: string };
    await database().librarySelection.update({ where: { id: selection }, data: { expiresAt: new Date(0) } });
    expect((await get(person, `selection=${selection}`)).status).toBe(404);
    await sweepTrash(systemContext());
    expect(await database().librarySelection.count({ where: { id: selection } })).toBe(0);
  });
});
