import type crypto from "node:crypto";
import { scrypt, scryptSync } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import { hashPassword, verifyPassword } from "@/lib/auth/password";

vi.mock("node:crypto", async (importOriginal) => {
  const original = await importOriginal<typeof crypto>();
  return { ...original, scrypt: vi.fn(original.scrypt) };
});

describe("passwords", () => {
  it("match their own hash and nothing else", async () => {
    const stored = await hashPassword("a quiet evening");
    expect(stored).toMatch(/^scrypt\$15,8,3\$[\w-]{22}\$[\w-]{43}$/);
    expect(await verifyPassword("a quiet evening", stored)).toEqual({ matches: true, outdated: false });
    expect((await verifyPassword("a quiet evening ", stored)).matches).toBe(false);
    expect(await hashPassword("a quiet evening")).not.toBe(stored);
  });

  it("are the same however an accent was typed", async () => {
    const stored = await hashPassword("caf\u00e9 creme brulee");
    expect((await verifyPassword("cafe\u0301 creme brulee", stored)).matches).toBe(true);
  });

  it.each([null, undefined, "", "scrypt$", "scrypt$15,8,3$AAAA$AAAA", "bcrypt$1"])("never match %j", async (stored) => {
    expect(await verifyPassword("anything at all", stored)).toEqual({ matches: false, outdated: false });
  });

  it("hashed at another cost are still known, and called outdated", async () => {
    const salt = Buffer.from("0123456789abcdef");
    const key = scryptSync("a quiet evening", salt, 32, { N: 1024, r: 8, p: 1 });
    const stored = `scrypt$10,8,1$${salt.toString("base64url")}$${key.toString("base64url")}`;
    expect(await verifyPassword("a quiet evening", stored)).toEqual({ matches: true, outdated: true });
  });

  it("cost the same whether they are right, wrong, absurdly long, or of nobody", async () => {
    const stored = await hashPassword("short one");
    const work = vi.mocked(scrypt);
    const workOf = async (password: string, hash: string | null) => {
      work.mockClear();
      await verifyPassword(password, hash);
      return work.mock.calls.map((call) => ({ length: call[2], cost: call[3] as unknown }));
    };
    const usual = await workOf("short one", stored);
    expect(usual).toEqual([{ length: 32, cost: expect.objectContaining({ N: 2 ** 15, r: 8, p: 3 }) as unknown }]);
    expect(await workOf("another one", stored)).toEqual(usual);
    // what a password is longer than a hash's block is hashed once before the work begins
    expect(await workOf("\u{1f600}".repeat(1024), stored)).toEqual(usual);
    expect(await workOf("short one", null)).toEqual(usual);
  });
});
