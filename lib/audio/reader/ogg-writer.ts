/** So many samples of 48 kHz a page: a second. */
const PAGE_SAMPLES = 48_000;

/** Puts packets into the pages of an Ogg file, one stream, in the order in which they come. @see RFC 3533 */
export class OggWriter {
  private sequence = 0;
  private packets: Uint8Array[] = [];
  private begun = 0;

  constructor(private readonly serial: number) {}

  /** A packet that has a page of its own: those of words at the beginning. */
  alone(packet: Uint8Array): Buffer {
    return this.page([packet], { position: 0, flags: this.sequence === 0 ? 2 : 0 });
  }

  /**
   * @param position samples since the beginning at the end of the packet
   * @returns a page where one is full
   */
  add(packet: Uint8Array, position: number): Buffer | undefined {
    this.packets.push(packet);
    if (position - this.begun < PAGE_SAMPLES) return undefined;
    return this.flush(position, 0);
  }

  /** @param position where the sound ends, which may be within the last packet */
  end(position: number): Buffer {
    return this.flush(position, 4);
  }

  private flush(position: number, flags: number): Buffer {
    const page = this.page(this.packets, { position, flags });
    this.packets = [];
    this.begun = position;
    return page;
  }

  private page(packets: readonly Uint8Array[], { position, flags }: { position: number; flags: number }): Buffer {
    const lengths = packets.flatMap(({ length }) => [
      ...Array<number>(Math.floor(length / 255)).fill(255),
      length % 255,
    ]);
    const header = Buffer.alloc(27 + lengths.length);
    header.write("OggS", 0, "latin1");
    header[5] = flags;
    header.writeBigInt64LE(BigInt(position), 6);
    header.writeUInt32LE(this.serial, 14);
    header.writeUInt32LE(this.sequence++, 18);
    header[26] = lengths.length;
    header.set(lengths, 27);
    const page = Buffer.concat([header, ...packets]);
    page.writeUInt32LE(checksum(page), 22);
    return page;
  }
}

const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index << 24;
  for (let bit = 0; bit < 8; bit++) value = value & 0x8000_0000 ? (value << 1) ^ 0x04c1_1db7 : value << 1;
  return value;
});

/** The highest bit first, from zero, as RFC 3533 has it. */
function checksum(bytes: Uint8Array): number {
  let value = 0;
  for (const byte of bytes) value = (value << 8) ^ table[((value >>> 24) ^ byte) & 255]!;
  return value >>> 0;
}
