import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";
import { env } from "@/lib/env";
import { createGuardedFetch } from "@/lib/net";
import { createPicture } from "./create-picture";
import { requirePerson } from "./rows";
import type { Asset, ImportPictureInput } from "./schema";

let guarded: typeof fetch | undefined;

/** Made at first use, since the environment is not read before. */
function guardedFetch(): typeof fetch {
  return (guarded ??= createGuardedFetch({
    timeoutMs: 30_000,
    maxBytes: env().UPLOAD_PICTURE_BYTES,
    privateOrigins: env().SILICONFLOW_MEDIA_ORIGINS,
  }));
}

/**
 * Fetches a picture from an address that a person gave, and keeps it as one of theirs.
 * @throws AppError `invalid_input` (`address`, `private_address`), `unavailable` (`address_timeout`, `address_unreachable`, also where the
 *   address answers with a failure), and as `createPicture`
 */
export async function importPicture(ctx: Context, { url }: ImportPictureInput): Promise<Asset> {
  requirePerson(ctx);
  const response = await guardedFetch()(url, {
    headers: { accept: "image/*" },
    ...(ctx.signal ? { signal: ctx.signal } : {}),
  });
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    throw new AppError("unavailable", "There is no picture at this address.", {
      reason: "address_unreachable",
      field: "url",
    });
  }
  return createPicture(ctx, { name: nameIn(response.url), body: response.body });
}

/** The last part of the path, as far as it can be read. */
function nameIn(url: string): string {
  const last = new URL(url).pathname.split("/").at(-1) ?? "";
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
