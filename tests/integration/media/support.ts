import { readdirSync } from "node:fs";
import { GET, DELETE } from "@/app/api/assets/[id]/route";
import { POST as postImport } from "@/app/api/assets/import/route";
import { POST } from "@/app/api/assets/route";
import type { Asset } from "@/lib/media/schema";
import { folderOf } from "@/lib/storage/local";
import { call, errorOf } from "@/tests/support/call";
import type { Login } from "@/tests/support/login";

type Body = Uint8Array | string | ReadableStream<Uint8Array>;

interface Sending {
  kind?: string;
  name?: string;
  /** of the address, beside the kind and the name */
  query?: Record<string, string>;
  headers?: Record<string, string>;
}

/** Sends bytes as a browser on our page would. */
export async function send(
  person: Login,
  body: Body,
  { kind = "picture", name = "photo.jpg", query: more = {}, headers = {} }: Sending = {},
) {
  const query = new URLSearchParams({ kind, name, ...more });
  const request = new Request(`http://localhost:3000/api/assets?${query}`, {
    method: "POST",
    headers: { ...person.headers, "content-type": "application/octet-stream", ...headers },
    body,
    duplex: "half",
  } as RequestInit);
  return POST(request, { params: Promise.resolve({}) });
}

export async function sent(person: Login, body: Body, options: Sending = {}): Promise<Asset> {
  const response = await send(person, body, options);
  if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
  return ((await response.json()) as { asset: Asset }).asset;
}

/** Status, code and reason of a refusal. */
export async function refusalOf(response: Response): Promise<[number, string, unknown]> {
  const { code, reason } = await errorOf(response);
  return [response.status, code, reason];
}

export const get = (person: Login, id: string, query = "", headers: Record<string, string> = {}) =>
  call(GET, {
    method: "GET",
    path: `/api/assets/${id}${query}`,
    params: { id },
    headers: { ...person.headers, ...headers },
  });

export const remove = (person: Login, id: string) =>
  call(DELETE, { method: "DELETE", params: { id }, headers: person.headers });

export const importFrom = (person: Login, url: unknown) => call(postImport, { headers: person.headers, body: { url } });

/** Every file there is in the storage. */
export function storedFiles(): string[] {
  return readdirSync(folderOf(process.env.STORAGE_URL!), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);
}
