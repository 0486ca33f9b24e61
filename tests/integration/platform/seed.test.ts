import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { database, systemContext } from "@/lib/db";
import { checkBooks } from "@/lib/metering";
import { seedDemo } from "@/prisma/seed/demo";
import { seedLarge } from "@/prisma/seed/large";
import { seedLibrary } from "@/prisma/seed/library";
import { storage } from "@/lib/storage";

it("demo: people who can sign in, conversations, and books that agree, also a second time", async () => {
  for (let run = 0; run < 2; run++) {
    const lines = await seedDemo(systemContext());
    expect(lines.join("\n")).toMatch(/^admin@example\.com {2}\S{16}\nmember@example\.com {2}\S{16}$/);
    expect(await checkBooks(systemContext())).toEqual([]);
  }
  expect(await database().conversation.count()).toBe(8);
  expect(await database().usageDay.count()).toBeGreaterThan(30);
});

it("large: as many conversations as asked for, each with an answer to its question", async () => {
  await seedLarge(systemContext(), 500);
  const person = await database().user.findUniqueOrThrow({ where: { email: "large@example.com" } });
  const conversations = await database().conversation.findMany({ where: { userId: person.id } });
  expect(conversations).toHaveLength(500);
  const leaf = await database().message.findUniqueOrThrow({ where: { id: conversations[0]!.leafId! } });
  expect(leaf).toMatchObject({ conversationId: conversations[0]!.id, role: "assistant" });
});

it("library: as many items as asked for, whose files are what their rows say", async () => {
  await seedLibrary(systemContext(), 100);
  const person = await database().user.findUniqueOrThrow({ where: { email: "library@example.com" } });
  const assets = await database().asset.findMany({ where: { userId: person.id } });
  expect(assets).toHaveLength(100);
  expect(new Set(assets.map(({ kind }) => kind))).toEqual(new Set(["picture", "video", "document"]));
  for (const { key, sha256, sizeBytes } of assets) {
    const bytes = Buffer.from(await new Response((await storage().open(key)).stream).arrayBuffer());
    expect([createHash("sha256").update(bytes).digest("hex"), bytes.byteLength]).toEqual([sha256, sizeBytes]);
  }
  const made = assets.filter(({ modelId }) => modelId !== null).length;
  expect(await database().creationOutput.count({ where: { asset: { userId: person.id } } })).toBe(made);
  expect(await checkBooks(systemContext())).toEqual([]);
});
