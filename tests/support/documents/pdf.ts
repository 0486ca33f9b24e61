import { createHash } from "node:crypto";
import { deflateSync } from "node:zlib";
import { deflatedBlanks } from "./bomb";

/** A line of a page. Text beyond Latin-1 is drawn with a Chinese font that every reader has to bring along. */
export interface PdfLine {
  text: string;
  x?: number;
  y: number;
  size?: number;
}

export interface PdfOptions {
  /** draws a grey picture over the whole page instead of text */
  scanned?: boolean;
  /** objects as text, appended as they are */
  extra?: string[];
}

/**
 * A PDF of these pages. Chinese stands in a font that is named but not embedded (STSong with the predefined encoding
 * UniGB-UCS2-H), so that it can be read only with the character maps of the package.
 */
export function makePdf(pages: PdfLine[][], options: PdfOptions = {}): Buffer {
  const objects: (string | Buffer)[] = [];
  const add = (body: string | Buffer) => objects.push(body);
  add("<< /Type /Catalog /Pages 2 0 R >>");
  const kids = pages.map((_, index) => `${8 + index * 2} 0 R`).join(" ");
  add(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`);
  add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
  add("<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [5 0 R] >>");
  add(
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 6 0 R /DW 1000 " +
      "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
  );
  add(
    "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 " +
      "/Ascent 752 /Descent -271 /CapHeight 737 /StemV 58 >>",
  );
  add(stream("/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8", picture));
  for (const lines of pages) {
    const content = options.scanned ? "q 595 0 0 842 0 0 cm /P Do Q" : lines.map(drawn).join("\n");
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${objects.length + 2} 0 R ` +
        "/Resources << /Font << /F 3 0 R /C 4 0 R >> /XObject << /P 7 0 R >> >> >>",
    );
    add(stream("", Buffer.from(content, "latin1")));
  }
  return assemble([...objects, ...(options.extra ?? [])], "");
}

const picture = Buffer.from(Array.from({ length: 64 }, (_, index) => 90 + (index % 8) * 20));

function drawn({ text, x = 60, y, size = 12 }: PdfLine): string {
  const latin = /^[\x20-\x7e]*$/.test(text);
  const shown = latin
    ? `(${text.replace(/[\\()]/g, "\\$&")})`
    : `<${Buffer.from(text, "utf16le").swap16().toString("hex")}>`;
  return `BT /${latin ? "F" : "C"} ${size} Tf 1 0 0 1 ${x} ${y} Tm ${shown} Tj ET`;
}

function stream(dictionary: string, data: Buffer): Buffer {
  const packed = deflateSync(data);
  return Buffer.concat([
    Buffer.from(`<< ${dictionary} /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`),
    packed,
    Buffer.from("\nendstream"),
  ]);
}

function assemble(objects: (string | Buffer)[], trailer: string): Buffer {
  const parts: Buffer[] = [Buffer.from("%PDF-1.5\n%\xe2\xe3\xcf\xd3\n", "latin1")];
  const offsets: number[] = [];
  let size = parts[0]!.length;
  objects.forEach((body, index) => {
    offsets.push(size);
    const part = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(body), Buffer.from("\nendobj\n")]);
    parts.push(part);
    size += part.length;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer}>>\n` +
        `startxref\n${size}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

/** A stream that unfolds to the given number of megabytes of nothing, as the content of the only page. */
export function makePdfBomb(megabytes: number): Buffer {
  // With zlib's header, and a checksum that no reader of PDF looks at.
  const packed = Buffer.concat([Buffer.from("78da", "hex"), deflatedBlanks(megabytes), Buffer.alloc(4)]);
  return assemble(
    [
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>",
      Buffer.concat([
        Buffer.from(`<< /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`),
        packed,
        Buffer.from("\nendstream"),
      ]),
    ],
    "",
  );
}

const padding = Buffer.from("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a", "hex");

/**
 * A PDF that opens only with a password: the standard security handler of 40 bits, revision 2.
 * @see PDF 1.7 (ISO 32000-1), 7.6.3
 */
export function makeProtectedPdf(password: string): Buffer {
  const id = Buffer.alloc(16, 7);
  const padded = Buffer.concat([Buffer.from(password), padding]).subarray(0, 32);
  const md5 = (...data: Buffer[]) => createHash("md5").update(Buffer.concat(data)).digest();
  const rc4 = (key: Buffer, data: Buffer) => {
    // The algorithm is out of use, but readable in twelve lines.
    const state = Array.from({ length: 256 }, (_, index) => index);
    for (let i = 0, j = 0; i < 256; i++) {
      j = (j + state[i]! + key[i % key.length]!) & 255;
      [state[i], state[j]] = [state[j]!, state[i]!];
    }
    let i = 0;
    let j = 0;
    return data.map((byte) => {
      i = (i + 1) & 255;
      j = (j + state[i]!) & 255;
      [state[i], state[j]] = [state[j]!, state[i]!];
      return byte ^ state[(state[i]! + state[j]!) & 255]!;
    });
  };
  const owner = rc4(md5(padded).subarray(0, 5), padded);
  const permissions = Buffer.alloc(4);
  permissions.writeInt32LE(-4);
  const key = md5(padded, Buffer.from(owner), permissions, id).subarray(0, 5);
  const user = rc4(key, padding);
  const hex = (data: Uint8Array) => `<${Buffer.from(data).toString("hex")}>`;
  const encryption = `<< /Filter /Standard /V 1 /R 2 /O ${hex(owner)} /U ${hex(user)} /P -4 >>`;
  return assemble(
    [
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> >>",
      encryption,
    ],
    `/Encrypt 4 0 R /ID [${hex(id)} ${hex(id)}] `,
  );
}
