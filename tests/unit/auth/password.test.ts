import { scryptSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { hashPassword, verifyPassword } from "@/lib/auth/password";

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

  it("take no longer when they are absurdly long", async () => {
    const stored = await hashPassword("short one");
    const time = async (password: string) => {
      const started = performance.now();
      await verifyPassword(password, stored);
      return performance.now() - started;
    };
    const short = Math.min(await time("x"), await time("x"));
    const long = Math.min(await time("x".repeat(1024)), await time("\u{1f600}".repeat(1024)));
    expect(long).toBeLessThan(short * 1.5 + 50);
  });
});
