/** Something that can be fetched until it expires. It is made when it is first asked for. */
interface Entry {
  contentType: string;
  make: () => Promise<Buffer>;
  made: Promise<Buffer> | undefined;
  expiresAt: number;
}

/** Items that are remembered: the oldest go first, so that a long run does not fill the memory. */
const KEPT = 2000;
/** Made ones keep their bytes only while they are among the last. */
const KEPT_BYTES = 50;

/** Generated media behind addresses nobody can guess. */
export class MediaStore {
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly clock: () => number) {}

  /** @param token unguessable, part of the address */
  put(token: string, contentType: string, expiresAt: number, make: () => Promise<Buffer>): void {
    this.entries.set(token, { contentType, make, made: undefined, expiresAt });
    if (this.entries.size > KEPT) this.entries.delete(this.entries.keys().next().value!);
    const old = [...this.entries.values()].at(-1 - KEPT_BYTES);
    if (old) old.made = undefined;
  }

  async get(token: string): Promise<{ contentType: string; body: Buffer } | "expired" | "unknown"> {
    const entry = this.entries.get(token);
    if (!entry) return "unknown";
    if (entry.expiresAt <= this.clock()) return "expired";
    entry.made ??= entry.make();
    return { contentType: entry.contentType, body: await entry.made };
  }
}
