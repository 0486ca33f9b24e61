import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { AppError } from "@/lib/core";

interface Cost {
  /** log2 of the iterations, which with `blockSize` make the memory: 128 × 2^15 × 8 = 32 MiB */
  logN: number;
  blockSize: number;
  parallel: number;
}

/** @see OWASP Password Storage Cheat Sheet, scrypt: one of its equally strong settings, the one that needs least memory */
const current: Cost = { logN: 15, blockSize: 8, parallel: 3 };
const KEY_BYTES = 32;
/** Hashes made at once, and how many callers may wait: both bound memory. */
const AT_ONCE = 2;
const MAX_WAITING = 500;

/** `scrypt$15,8,3$salt$key`: says itself how it was made, so that costs can rise later. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, current);
  return format(current, salt, key);
}

export interface Verdict {
  matches: boolean;
  /** true where the stored hash was made at another cost than today's */
  outdated: boolean;
}

/** Compares a password with a stored hash. Without one it takes just as long and never matches. */
export async function verifyPassword(password: string, stored: string | null | undefined): Promise<Verdict> {
  const parsed = parse(stored ?? "");
  const { cost, salt, key } = parsed ?? standIn;
  const derived = await derive(password, salt, cost);
  const matches = timingSafeEqual(derived, key) && parsed !== undefined;
  return { matches, outdated: matches && format(cost, salt, key) !== format(current, salt, key) };
}

function format({ logN, blockSize, parallel }: Cost, salt: Buffer, key: Buffer): string {
  return `scrypt$${logN},${blockSize},${parallel}$${salt.toString("base64url")}$${key.toString("base64url")}`;
}

function parse(stored: string): { cost: Cost; salt: Buffer; key: Buffer } | undefined {
  const match = /^scrypt\$(\d{1,2}),(\d{1,2}),(\d{1,2})\$([\w-]+)\$([\w-]+)$/.exec(stored);
  if (!match) return undefined;
  const cost = { logN: Number(match[1]), blockSize: Number(match[2]), parallel: Number(match[3]) };
  const key = Buffer.from(match[5]!, "base64url");
  return key.length === KEY_BYTES ? { cost, salt: Buffer.from(match[4]!, "base64url"), key } : undefined;
}

const standIn = { cost: current, salt: randomBytes(16), key: randomBytes(KEY_BYTES) };

let running = 0;
const waiting: (() => void)[] = [];

async function derive(password: string, salt: Buffer, { logN, blockSize, parallel }: Cost): Promise<Buffer> {
  if (running >= AT_ONCE) {
    if (waiting.length >= MAX_WAITING) {
      throw new AppError("unavailable", "Too many people are signing in right now. Try again in a moment.", {
        retryAfterMs: 5_000,
      });
    }
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else {
    running++;
  }
  try {
    return await new Promise<Buffer>((resolve, reject) => {
      const N = 2 ** logN;
      const options = { N, r: blockSize, p: parallel, maxmem: 256 * N * blockSize };
      scrypt(password.normalize("NFKC"), salt, KEY_BYTES, options, (error, key) =>
        error ? reject(error) : resolve(key),
      );
    });
  } finally {
    // The place is handed on rather than given back, so that nobody slips in between.
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}
