import { AppError } from "@/lib/core";
import { fillAddress, placesOf } from "./address";
import { cleanText } from "./clean-text";
import { toolFetch } from "./outbound";
import type { ToolResult } from "./toolbox";

export interface HttpCall {
  method: string;
  url: string;
  headers: Record<string, string>;
}

/**
 * Calls a tool's address. Arguments with a place in the address stand there, encoded; the others are the JSON body.
 * @throws AppError `invalid_input` where an argument does not fit its place; those of the guarded client
 */
export async function callHttpTool(
  { method, url, headers }: HttpCall,
  input: Record<string, unknown>,
  signal: AbortSignal,
): Promise<ToolResult> {
  const address = fillAddress(url, input);
  if (!address) throw new AppError("invalid_input", "An argument does not fit its place in the tool's address.");
  const places = new Set(placesOf(url));
  const rest = Object.entries(input).filter(([name]) => !places.has(name));
  const hasBody = method !== "GET" && method !== "DELETE";
  const response = await toolFetch()(address, {
    method,
    signal,
    redirect: "manual",
    headers: {
      accept: "application/json, text/*;q=0.9, */*;q=0.1",
      ...headers,
      ...(hasBody && { "content-type": "application/json" }),
    },
    ...(hasBody && { body: JSON.stringify(Object.fromEntries(rest)) }),
  });
  const mediaType = response.headers.get("content-type") ?? "";
  const text = cleanText(await textOf(response, mediaType), mediaType);
  if (response.ok)
    return { ok: true, text: text === "" ? `The tool answered with status ${response.status} and no text.` : text };
  const redirects = response.status >= 300 && response.status < 400;
  const reason = redirects ? "a redirect, which is not followed" : text.slice(0, 1_000);
  return { ok: false, text: `The tool answered with status ${response.status}: ${reason}` };
}

/** @throws AppError `unsupported` where it is no text */
async function textOf(response: Response, mediaType: string): Promise<string> {
  const bytes = Buffer.from(await response.arrayBuffer());
  const isText = /^(?:text\/|application\/(?:[\w.+-]*json|[\w.+-]*xml|x-ndjson|javascript|yaml)|$)/i.test(mediaType);
  if (!isText || bytes.subarray(0, 1_024).includes(0)) {
    throw new AppError("unsupported", `The tool's result is no text (${mediaType.slice(0, 60) || "unknown type"}).`);
  }
  const charset = /charset="?([\w-]{1,40})/i.exec(mediaType)?.[1] ?? "utf-8";
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return bytes.toString("utf8");
  }
}
