import { Parser } from "htmlparser2";
import { limits } from "../limits";
import type { Archive } from "./archive";
import { ReadingFailure } from "./failure";

export type Attributes = Readonly<Record<string, string>>;

/** Hears an XML part from its beginning to its end. Names come without their prefix. */
export interface XmlListener {
  open?: (name: string, attributes: Attributes) => void;
  close?: (name: string) => void;
  text?: (text: string) => void;
}

/**
 * Reads one part of an archive as XML while it is unpacked. Nothing is fetched and nothing declared by the document is
 * expanded: the parser knows the five entities of XML and character numbers, and skips document type declarations.
 * @throws ReadingFailure `too_large` for elements in elements without end, and what the archive throws
 */
export async function readXml(archive: Archive, part: string, listener: XmlListener): Promise<void> {
  let depth = 0;
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        if (++depth > limits.depth) throw new ReadingFailure("too_large");
        listener.open?.(localName(name), attributes);
      },
      onclosetag: (name) => {
        depth--;
        listener.close?.(localName(name));
      },
      ontext: (text) => listener.text?.(text),
    },
    { xmlMode: true },
  );
  let decoder: TextDecoder | undefined;
  for await (const chunk of archive.read(part)) {
    decoder ??= new TextDecoder(byteOrder(chunk));
    parser.write(decoder.decode(chunk, { stream: true }));
  }
  parser.end(decoder?.decode());
}

/** The value of an attribute whatever the prefix of its name. */
export function attribute(attributes: Attributes, name: string): string | undefined {
  if (Object.hasOwn(attributes, name)) return attributes[name];
  const key = Object.keys(attributes).find((candidate) => localName(candidate) === name);
  return key === undefined ? undefined : attributes[key];
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function byteOrder(chunk: Buffer): string {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return "utf-16le";
  return chunk[0] === 0xfe && chunk[1] === 0xff ? "utf-16be" : "utf-8";
}
