import { GET } from "@/app/api/documents/[id]/route";
import { POST as postPictures } from "@/app/api/documents/[id]/pictures/route";
import { POST as postRelevant } from "@/app/api/documents/[id]/relevant/route";
import { POST } from "@/app/api/documents/route";
import { database } from "@/lib/db";
import { readDocument } from "@/lib/documents";
import type { DocumentSummary } from "@/lib/documents/schema";
import { createFile } from "@/lib/media";
import { call } from "@/tests/support/call";
import type { Login } from "@/tests/support/login";

/** Keeps a file of a person and gives its id. */
export async function keep(person: Login, name: string, bytes: Buffer | string): Promise<string> {
  const body = new Blob([Uint8Array.from(Buffer.from(bytes))]).stream();
  return (await createFile(person.ctx, { name, body, kind: "document" })).id;
}

/** Keeps a file and has it read to the end. */
export async function readFile(person: Login, name: string, bytes: Buffer | string): Promise<DocumentSummary> {
  return readDocument(person.ctx, { assetId: await keep(person, name, bytes) }, { waitMs: 20_000 });
}

export const post = (person: Login, body: unknown) => call(POST, { headers: person.headers, body });

export const get = (person: Login, id: string) => call(GET, { method: "GET", params: { id }, headers: person.headers });

export const postTo = {
  relevant: (person: Login, id: string, body: unknown) =>
    call(postRelevant, { params: { id }, headers: person.headers, body }),
  pictures: (person: Login, id: string, body: unknown) =>
    call(postPictures, { params: { id }, headers: person.headers, body }),
};

export async function rowOf(assetId: string) {
  return database().document.findUniqueOrThrow({ where: { assetId } });
}
