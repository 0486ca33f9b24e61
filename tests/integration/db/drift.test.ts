import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { env } from "@/lib/env";
import { differenceFrom } from "@/scripts/migrations/difference";

const schema = path.resolve(import.meta.dirname, "../../../prisma/schema");
const changed = mkdtempSync(path.join(tmpdir(), "silica-schema-"));
afterAll(() => rmSync(changed, { recursive: true }));

it("the committed migrations make exactly what the schema says", async () => {
  expect(await differenceFrom(env().DATABASE_URL, schema)).toBe("");
});

it.each([
  ["a field", "model Setting {", "model Setting {\n  about String?\n", 'ALTER TABLE "settings" ADD COLUMN'],
  ["an index less", "  @@index([deletedAt])\n", "", 'DROP INDEX "conversations_deleted_at_idx"'],
  ["a value of an enum", "enum Role {", "enum Role {\n  guest\n", "ALTER TYPE \"role\" ADD VALUE 'guest'"],
])("%s in the schema without a migration is seen", async (_, before, after, expected) => {
  for (const name of readdirSync(schema)) {
    const text = readFileSync(path.join(schema, name), "utf8");
    writeFileSync(path.join(changed, name), text.replace(before, after));
  }
  expect(await differenceFrom(env().DATABASE_URL, changed)).toContain(expected);
});
