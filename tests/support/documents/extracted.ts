import path from "node:path";
import { extract, type Extraction } from "@/lib/documents/reader/extract";
import { ReadingFailure } from "@/lib/documents/reader/failure";
import type { ExtractedPage } from "@/lib/documents/reader/page-collector";

const packages = path.resolve(import.meta.dirname, "../../../node_modules");

export type Extracted = Extraction & { pages: ExtractedPage[]; text: string };

/** What the reader makes of a file, in this process. */
export async function extracted(name: string, data: Buffer | string, mediaType = ""): Promise<Extracted> {
  const pages: ExtractedPage[] = [];
  const bytes = Buffer.from(data);
  const result = await extract({ bytes, name, mediaType, packages }, (page) => pages.push(page));
  return { ...result, pages, text: pages.map(({ text }) => text).join("\n") };
}

/** Why the reader refuses a file; undefined when it does not. */
export async function reasonOf(name: string, data: Buffer | string, mediaType = ""): Promise<string | undefined> {
  try {
    await extracted(name, data, mediaType);
    return undefined;
  } catch (error) {
    if (error instanceof ReadingFailure) return error.reason;
    throw error;
  }
}
