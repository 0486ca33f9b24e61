import { AppError, isAppError } from "@/lib/core";

/**
 * The JSON of a request's body, read with a bound: what is too long is refused while it arrives.
 * @throws AppError `too_large`, or `invalid_input` where it is not JSON
 */
export async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  const tooLarge = () => new AppError("too_large", `The request is larger than ${maxBytes} bytes.`, { field: "body" });
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge();
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/json\b/i.test(type)) {
    throw new AppError("invalid_input", "Send JSON with the content type application/json.", { field: "content-type" });
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size > maxBytes) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    if (isAppError(error)) throw error;
    throw new AppError("invalid_input", "The request broke off.", { field: "body", cause: error });
  }
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks)));
  } catch {
    throw new AppError("invalid_input", "The body is not JSON.", { field: "body" });
  }
}
